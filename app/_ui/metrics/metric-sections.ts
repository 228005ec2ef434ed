import { axesLast, isAxisMetric } from '#lib/metrics/axis-metrics.ts';

export interface MetricSection {
  /** What the keys have in common before the first slash; empty for keys without one. */
  name: string;
  keys: string[];
}

/**
 * Groups metric keys by what stands before their first slash: `eval/auc` goes to `eval`. Keys without one come first; what
 * only counts epochs or steps is the last of its section, and a section of nothing else the last of all.
 * @param primary the metric that somebody chose to rank runs by: it comes before all others, with its section
 */
export function metricSections(keys: Iterable<string>, primary?: string | null): MetricSection[] {
  const sections = new Map<string, string[]>();
  const ordered = axesLast([...new Set(keys)].sort(naturally));
  for (const key of ordered.sort((a, b) => Number(b === primary) - Number(a === primary))) {
    const slash = key.indexOf('/');
    const name = slash > 0 ? key.slice(0, slash) : '';
    sections.set(name, [...(sections.get(name) ?? []), key]);
  }
  return [...sections]
    .map(([name, list]) => ({ name, keys: list }))
    .sort(
      (a, b) =>
        Number(b.keys[0] === primary) - Number(a.keys[0] === primary) ||
        order(a) - order(b) ||
        naturally(a.name, b.name),
    );
}

// How the machine felt is read last, and only when something went wrong.
function order({ name, keys }: MetricSection): number {
  if (keys.every(isAxisMetric)) return 3;
  return name === '' ? 0 : name === 'system' || name === 'throughput' ? 2 : 1;
}

const collator = new Intl.Collator('en', { numeric: true });
function naturally(a: string, b: string): number {
  return collator.compare(a, b);
}

/** Keys that match a pattern typed by a person; undefined while it is not a regular expression. */
export function matchingKeys(keys: readonly string[], pattern: string): string[] | undefined {
  if (pattern === '') return [...keys];
  try {
    const expression = new RegExp(pattern, 'i');
    return keys.filter((key) => expression.test(key));
  } catch {
    return undefined;
  }
}

/** Sections that are folded, as an address names them: `fold=.system,eval`; keys without a section are in one with an empty name. */
export function readFolded(text: string): string[] {
  return text === ''
    ? []
    : text
        .slice(1)
        .split(',')
        .map((name) => name.replaceAll('~1', ',').replaceAll('~0', '~'));
}

/** What an address says once a section is folded, or unfolded again. */
export function toggleFolded(folded: readonly string[], name: string): string {
  const next = folded.includes(name) ? folded.filter((one) => one !== name) : [...folded, name];
  // The mark at the beginning tells one section without a name from none at all.
  return next.length === 0 ? '' : `.${next.map((one) => one.replaceAll('~', '~0').replaceAll(',', '~1')).join(',')}`;
}
