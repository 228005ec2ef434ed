/** A part of an axis, from 0 at its lower end to 1. */
export interface Brush {
  from: number;
  to: number;
}

export type Brushes = Readonly<Record<string, Brush>>;

const step = 0.05;
const least = 0.01;
const within = (value: number) => Math.min(1, Math.max(0, value));

/** The brush between two places, in any order; undefined where they are one. */
export function brushBetween(a: number, b: number): Brush | undefined {
  const [from, to] = [within(Math.min(a, b)), within(Math.max(a, b))];
  return to - from < least ? undefined : { from, to };
}

/** A brush moved along its axis, as far as the axis goes. */
export function moved({ from, to }: Brush, by: number): Brush {
  const far = Math.min(1 - to, Math.max(-from, by));
  return { from: from + far, to: to + far };
}

/**
 * A brush after a key: up and down move it (the first of them makes one of the upper or lower half), with Shift its upper
 * end; Delete takes it away. `up` is towards the greater values. Pure.
 * @returns 'none' for keys that are none of its
 */
export function brushByKey(brush: Brush | undefined, key: string, shift: boolean): Brush | undefined | 'none' {
  if (key === 'Delete' || key === 'Backspace') return undefined;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return 'none';
  const by = key === 'ArrowUp' ? step : -step;
  if (!brush) return by > 0 ? { from: 0.5, to: 1 } : { from: 0, to: 0.5 };
  if (!shift) return moved(brush, by);
  return { from: brush.from, to: within(Math.max(brush.from + step, brush.to + by)) };
}

/** The runs that lie within all brushes: one without a place on a brushed axis does not. Pure. */
export function brushedRuns(
  count: number,
  axes: readonly { name: string; places: Float64Array }[],
  brushes: Brushes,
): Uint8Array {
  const inside = new Uint8Array(count).fill(1);
  for (const { name, places } of axes) {
    const brush = brushes[name];
    if (!brush) continue;
    for (let run = 0; run < count; run += 1) {
      const place = places[run] ?? Number.NaN;
      if (!(place >= brush.from - 1e-12 && place <= brush.to + 1e-12)) inside[run] = 0;
    }
  }
  return inside;
}
