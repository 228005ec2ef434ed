const maxPatternLength = 500;
const maxRepeats = 10_000;

/** Why a regular expression is not handed to the database, as the end of a sentence; undefined where nothing is wrong. Pure. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.length > maxPatternLength) return `has more than ${maxPatternLength} characters`;
  // A reference back to a group can take time beyond any measure.
  if (/\\[1-9]/.test(pattern)) return 'refers back to a group, which is not taken';
  // Inside each other they multiply, and each is written out: (a{200}){200} asks the database for gigabytes.
  const repeats = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, least, most]) => Number(most || least));
  const product = repeats.reduce((all, one) => all * Math.max(1, one), 1);
  return product > maxRepeats ? `repeats its parts more than ${maxRepeats} times` : undefined;
}
