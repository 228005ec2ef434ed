import { nativeName, nativeValue } from '#lib/filter/write-native-term.ts';
import { type Column, parseColumn } from '#lib/runs/table/column.ts';
import type { Scale } from '../scale/scale.ts';
import type { Brushes } from './brush.ts';

/** Runs that are named one by one: more of them would make an address that cannot be sent on. */
export const mostNamed = 200;

/**
 * What finds the runs within brushes, in the words of the page's search: a comparison for each axis, or the runs by their
 * ids where the search does not know what an axis shows, as the best value of a metric.
 * @param ids of the runs within the brushes
 * @returns undefined where neither can be said. Pure.
 */
export function brushFilter(
  axes: readonly { name: string; scale: Scale }[],
  brushes: Brushes,
  ids: readonly string[],
): string | undefined {
  const terms = axes.flatMap(({ name, scale }) => {
    const brush = brushes[name];
    return brush ? [termOf(name, scale, brush.from, brush.to)] : [];
  });
  if (!terms.includes(undefined)) return terms.join(' and ');
  if (ids.length === 0 || ids.length > mostNamed) return undefined;
  return `id in (${ids.map(nativeValue).join(', ')})`;
}

function termOf(name: string, scale: Scale, from: number, to: number): string | undefined {
  const column = parseColumn(name);
  const field = column && fieldOf(column);
  if (!field) return undefined;
  if (scale.kind === 'category') {
    const inside = scale.categories.filter((_, value) => {
      const place = scale.placeOf(value);
      return place >= from && place <= to;
    });
    // Longer ones came cut.
    if (inside.length === 0 || inside.some((text) => text.length >= 200)) return undefined;
    return `${field} in (${inside.map(nativeValue).join(', ')})`;
  }
  if (scale.kind === 'time') return undefined;
  // The ends of the axis are its outermost runs: as far as that no bound is meant.
  const bounds = [
    from > 0 ? `${field} >= ${rounded(scale.valueAt(from))}` : '',
    to < 1 ? `${field} <= ${rounded(scale.valueAt(to))}` : '',
  ];
  const said = bounds.filter((bound) => bound !== '');
  return said.length === 0 ? `${field} is not null` : said.join(' and ');
}

/** As people would write it: a brush is no finer than a pixel. */
const rounded = (value: number) => String(Number(value.toPrecision(4)));

function fieldOf(column: Column): string | undefined {
  if (column.entity === 'param' || column.entity === 'tag') return nativeName(column.entity, column.key);
  if (column.entity === 'metric') return column.figure === 'last' ? nativeName('metric', column.key) : undefined;
  return column.entity === 'attribute' && ['status', 'kind', 'user', 'name', 'duration'].includes(column.key)
    ? column.key
    : undefined;
}
