import type { JsonCell } from '#lib/datasets/schema.ts';
import { text } from '#lib/ui/text/text.ts';

/** One value of a table as text: nulls are told apart from the text "null", long texts are cut and whole on hover. */
export function Cell({ value }: { value: JsonCell | undefined }) {
  if (value === null || value === undefined)
    return <span className="dim dataset-null">{text.datasets.profile.nullValue}</span>;
  const shown = cellText(value);
  return (
    <span className="clip dataset-cell" title={shown.length > 40 ? shown.slice(0, 2000) : undefined}>
      {shown.length > 200 ? `${shown.slice(0, 200)}…` : shown}
    </span>
  );
}

/** A value as text. Numbers keep all their digits: this is the data itself, not a figure about it. */
export function cellText(value: JsonCell): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
