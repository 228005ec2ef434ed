import type { CompareRow, CompareValue } from '#lib/runs/compare/schema.ts';
import { isFile, isText } from './value-text.ts';

/** What is shown of a difference when a cell is opened: two texts, two lists of sources, two profiles of data. */
export type OpenKind = 'text' | 'code' | 'profile';

/** Texts shorter than this are read where they stand. */
const shortText = 32;

/** How the difference of a cell to the baseline is shown in full; undefined where the cell says it all. */
export function openKind(
  row: Pick<CompareRow, 'section' | 'field'>,
  value: CompareValue | undefined,
  base: CompareValue | undefined,
): OpenKind | undefined {
  if (value === undefined && base === undefined) return undefined;
  if (row.section === 'artifacts') {
    return isFile(value) && isFile(base) && value.digest === base.digest ? undefined : 'text';
  }
  if (isText(value) && isText(base) && value.thing && base.thing) {
    if (value.thing.type === 'code' && value.thing.name !== base.thing.name) return 'code';
    if (value.thing.type === 'dataset' && base.thing.type === 'dataset' && value.digest !== base.digest)
      return 'profile';
    return undefined;
  }
  if (row.section === 'overview' || row.section === 'models') return undefined;
  const long = (one: CompareValue | undefined) =>
    (typeof one === 'string' && (one.length > shortText || one.includes('\n'))) ||
    (isText(one) && one.length !== undefined);
  return JSON.stringify(value) !== JSON.stringify(base) && (long(value) || long(base)) ? 'text' : undefined;
}
