import type { CompareRow } from '#lib/runs/compare/schema.ts';
import { text } from '#lib/ui/text/text.ts';

/** Whether a row is called by a word of ours, and not by a name out of the runs. */
export function isOurs({ section }: Pick<CompareRow, 'section'>): boolean {
  return section === 'overview' || section === 'code';
}

/** What a row is called: a name out of the runs, or a word of ours. */
export function rowLabel({ section, key, field }: Pick<CompareRow, 'section' | 'key' | 'field'>): string {
  if (field) return text.compare.fields[field](key);
  const words: Record<string, string> =
    section === 'overview' ? text.compare.overview : section === 'code' ? text.compare.code : {};
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}
