import type { CompareRow, CompareSection, CompareValue } from './schema.ts';

/** What one run has in a section: rows by their key, and by what of the thing they show. */
export type Facts = Map<string, { key: string; field?: CompareRow['field']; value: CompareValue }>;

/** Facts of one run, gathered row by row; several values of one row become one text. */
export function gatherFacts(): {
  add: (key: string, value: CompareValue | null | undefined, field?: CompareRow['field']) => void;
  facts: Facts;
} {
  const facts: Facts = new Map();
  const numbers = new Map<string, number>();
  return {
    facts,
    add(key, value, field) {
      if (value === null || value === undefined || value === '') return;
      const first = JSON.stringify([key, field]);
      let id = first;
      let shown = key;
      // A run may read two datasets for one purpose: each has a row. Numbers go on from the last: thousands are many to try.
      for (let number = (numbers.get(first) ?? 1) + 1; facts.has(id); number += 1) {
        shown = `${key} ${number}`;
        id = JSON.stringify([shown, field]);
        numbers.set(first, number);
      }
      facts.set(id, { key: shown, ...(field === undefined ? {} : { field }), value });
    },
  };
}

/** Rows of one section: each holds a number for every run, before any is asked for. */
export const mostFacts = 10_000;

/**
 * One row for each thing that any of the runs has: in the order of `keys`, others in that in which they are first met.
 * `more`: there are rows beyond `mostFacts`.
 */
export function factRows(
  section: CompareSection,
  runs: readonly (Facts | undefined)[],
  keys: readonly string[] = [],
): { rows: CompareRow[]; more: boolean } {
  let more = false;
  const rows = new Map<string, CompareRow>();
  const places = new Map<string, Map<string, number>>();
  for (const [index, facts] of runs.entries()) {
    for (const [id, { key, field, value }] of facts ?? []) {
      let row = rows.get(id);
      let known = places.get(id);
      if (!row || !known) {
        if (rows.size >= mostFacts) {
          more = true;
          continue;
        }
        row = { section, key, ...(field ? { field } : {}), differs: false, values: [], at: runs.map(() => -1) };
        known = new Map();
        rows.set(id, row);
        places.set(id, known);
      }
      row.at[index] = placeOf(row.values, known, value);
    }
  }
  for (const row of rows.values()) row.differs = row.at.some((place) => place !== row.at[0]);
  return { rows: [...rows.values()].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key)), more };
}

/** The place of a value in a list that holds each once. */
export function placeOf(values: CompareValue[], known: Map<string, number>, value: CompareValue): number {
  const id = JSON.stringify(identityOf(value));
  const place = known.get(id) ?? values.push(value) - 1;
  known.set(id, place);
  return place;
}

/** Data that clients described is the same under one name and digest, in whichever experiment they did. */
function identityOf(value: CompareValue): CompareValue {
  const described = typeof value === 'object' && 'thing' in value && value.thing?.type === 'logged-dataset';
  return described ? { ...value, thing: undefined } : value;
}
