import { formatNumber } from '../format.ts';

/** The points of a tiny line inside width x height, as an SVG path; gaps break it. Undefined when nothing is finite. */
export function sparkPath(
  values: ArrayLike<number>,
  width: number,
  height: number,
): { path: string; end: [number, number] } | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return undefined;
  const last = Math.max(1, values.length - 1);
  let path = '';
  let end: [number, number] = [0, 0];
  let drawing = false;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      drawing = false;
      continue;
    }
    const x = Number((2 + ((width - 5) * index) / last).toFixed(1));
    const y = Number(
      (high === low ? height / 2 : height - 3 - ((height - 6) * (value - low)) / (high - low)).toFixed(1),
    );
    path += `${drawing ? 'L' : 'M'}${x} ${y}`;
    drawing = true;
    end = [x, y];
  }
  return { path, end };
}

/** A curve the size of a word, with a dot at its end. */
export function Sparkline({
  values,
  color = 'var(--accent)',
  width = 78,
  height = 18,
  label,
}: {
  values: ArrayLike<number>;
  color?: string;
  width?: number;
  height?: number;
  label?: string;
}) {
  const drawn = sparkPath(values, width, height);
  if (!drawn) return <span className="dim">–</span>;
  const said =
    label ?? `${formatNumber(values[0] ?? Number.NaN)} → ${formatNumber(values[values.length - 1] ?? Number.NaN)}`;
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={said}
    >
      <title>{said}</title>
      <path d={drawn.path} fill="none" stroke={color} strokeWidth="1.3" strokeLinejoin="round" />
      <circle cx={drawn.end[0]} cy={drawn.end[1]} r="1.8" fill={color} />
    </svg>
  );
}
