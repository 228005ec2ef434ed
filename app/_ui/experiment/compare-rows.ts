export interface ComparedRun {
  facts: Record<string, string | number | null>;
  params: Record<string, string>;
  metrics: Record<string, number>;
}

export interface CompareRow {
  group: 'facts' | 'params' | 'metrics';
  key: string;
  /** One for each run, in their order; undefined where a run has none. */
  values: (string | number | null | undefined)[];
  differs: boolean;
}

/** Everything recorded of some runs, one row for each field and one value for each run. */
export function compareRows(runs: readonly ComparedRun[]): CompareRow[] {
  return (['facts', 'params', 'metrics'] as const).flatMap((group) => {
    const keys = new Set(runs.flatMap((run) => Object.keys(run[group])));
    // Facts keep the order they were written in; the rest is looked up by name.
    const ordered = group === 'facts' ? [...keys] : [...keys].sort(collator.compare);
    return ordered.map((key): CompareRow => {
      // Keys are anything, also words that every object knows.
      const values = runs.map((run) => (Object.hasOwn(run[group], key) ? run[group][key] : undefined));
      return { group, key, values, differs: values.some((value) => !Object.is(value, values[0])) };
    });
  });
}

const collator = new Intl.Collator('en', { numeric: true });
