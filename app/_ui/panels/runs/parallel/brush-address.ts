import { readNames, writeNames } from '../../../experiment/run-set.ts';
import type { Brushes } from './brush.ts';

// As an address holds the brushes of all panels: `brush=<panel>:<from>-<to>:<axis>,…`, ends in thousandths of the axis.

const fine = 1_000;
/** What floats may be beside a whole number of them: an end that was read is written as it was. */
const tiny = 1e-9;
const entry = /^([^:]+):(\d{1,4})-(\d{1,4}):(.+)$/s;

/** The brushes of a panel. Pure. */
export function readBrushes(text: string, panel: string): Brushes {
  return Object.fromEntries(
    readNames(text).flatMap((part) => {
      const [, id, from, to, axis = ''] = entry.exec(part) ?? [];
      const brush = { from: Number(from) / fine, to: Number(to) / fine };
      return id === panel && brush.from < brush.to && brush.to <= 1 ? [[axis, brush]] : [];
    }),
  );
}

/** The text with other brushes of a panel. Ends are moved outwards: what lies on one stays inside. Pure. */
export function writeBrushes(text: string, panel: string, brushes: Brushes): string {
  const others = readNames(text).filter((part) => entry.exec(part)?.[1] !== panel);
  const own = Object.entries(brushes).map(
    ([axis, { from, to }]) => `${panel}:${Math.floor(from * fine + tiny)}-${Math.ceil(to * fine - tiny)}:${axis}`,
  );
  return writeNames([...others, ...own]);
}
