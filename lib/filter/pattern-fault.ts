const maxPatternLength = 500;
const maxRepeats = 10_000;

export interface PatternFault {
  code: 'longPattern' | 'backReference' | 'repeats';
  most: number;
}

/** Why a regular expression is not handed to the database; undefined where nothing is wrong. Pure. */
export function patternFault(pattern: string): PatternFault | undefined {
  if (pattern.length > maxPatternLength) return { code: 'longPattern', most: maxPatternLength };
  // A reference back to a group can take time beyond any measure.
  if (/\\[1-9]/.test(pattern)) return { code: 'backReference', most: 0 };
  // Inside each other they multiply, and each is written out: (a{200}){200} asks the database for gigabytes.
  const repeats = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, least, most]) => Number(most || least));
  const product = repeats.reduce((all, one) => all * Math.max(1, one), 1);
  return product > maxRepeats ? { code: 'repeats', most: maxRepeats } : undefined;
}
