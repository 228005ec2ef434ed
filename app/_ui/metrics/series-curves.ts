import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import type { Curve } from '#lib/ui/chart/line-series.ts';
import type { PanelAxis } from './chart-question.ts';

/** What is drawn of a series, and its course, from which it is smoothed. */
export interface SeriesCurves {
  points: Curve;
  /** One point for each stretch: the mean of its points, in its middle. */
  trend: Curve;
}

const nothing = new Float64Array(0);

/**
 * The curves of a series: a stretch of one point is that point; of more, its first, its lowest, its highest and its last,
 * so that a spike of one point stays visible however many steps a pixel holds.
 */
export function seriesCurves(series: DecodedSeries, axis: PanelAxis): SeriesCurves {
  const {
    count = nothing,
    first = nothing,
    last = nothing,
    min = nothing,
    max = nothing,
    mean = first,
  } = series.columns;
  const [from, to] = placesOf(series, axis);
  const x = new Float64Array(4 * count.length);
  const y = new Float64Array(4 * count.length);
  let drawn = 0;
  const put = (at: number, value: number) => {
    x[drawn] = at;
    y[drawn] = value;
    drawn += 1;
  };
  const trendX = new Float64Array(count.length);
  for (let index = 0; index < count.length; index += 1) {
    const [start, end] = [from[index] ?? 0, to[index] ?? 0];
    const [begin, finish] = [first[index] ?? Number.NaN, last[index] ?? Number.NaN];
    const points = count[index] ?? 0;
    trendX[index] = (start + end) / 2;
    put(start, begin);
    if (points === 1) continue;
    const [low, high] = [min[index] ?? Number.NaN, max[index] ?? Number.NaN];
    if (points > 2 && !Number.isNaN(low)) {
      const third = (end - start) / 3;
      // Where in the stretch they lie is not known; the way it goes makes the calmer line.
      put(start + third, begin <= finish ? low : high);
      put(end - third, begin <= finish ? high : low);
    }
    put(end, finish);
  }
  const curves = { points: { x: x.subarray(0, drawn), y: y.subarray(0, drawn) }, trend: { x: trendX, y: mean } };
  // Steps ascend; clocks and other metrics may go back.
  return axis === 'step' ? curves : { points: ascending(curves.points), trend: ascending(curves.trend) };
}

/** Where each stretch of a series begins and ends on an axis; NaN where it has no place. */
export function placesOf({ columns, start }: DecodedSeries, axis: PanelAxis): [ArrayLike<number>, ArrayLike<number>] {
  if (axis === 'step') return [columns.firstStep ?? nothing, columns.lastStep ?? nothing];
  if (typeof axis !== 'string') return [columns.xFirst ?? nothing, columns.xLast ?? nothing];
  const [from, to] = [columns.firstAt ?? nothing, columns.lastAt ?? nothing];
  return axis === 'wall' ? [from, to] : [from.map((at) => at - start), to.map((at) => at - start)];
}

/** By x; points that have no place on it are left out. */
function ascending({ x, y }: Curve): Curve {
  let placed = true;
  for (let index = 0; placed && index < x.length; index += 1) {
    placed = !Number.isNaN(x[index]) && (index === 0 || (x[index] ?? 0) >= (x[index - 1] ?? 0));
  }
  if (placed) return { x, y };
  const order = Array.from(x, (_, index) => index).filter((index) => !Number.isNaN(x[index]));
  order.sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || a - b);
  return { x: order.map((index) => x[index] ?? 0), y: order.map((index) => y[index] ?? 0) };
}
