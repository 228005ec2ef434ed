import { formatShort } from '#lib/ui/format.ts';

/** Round places between two values, about as many as are asked for. */
export function roundTicks([low, high]: readonly [number, number], about: number): number[] {
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  );
}

/** The values below a drawing, with hairlines through it. */
export function ValueAxis({
  range,
  x,
  top,
  bottom,
  label,
  width,
}: {
  range: readonly [number, number];
  x: (value: number) => number;
  top: number;
  bottom: number;
  label: string;
  width: number;
}) {
  const [low, high] = range;
  return (
    <>
      {roundTicks(range, Math.max(2, width / 90)).map((tick) => (
        <g key={tick}>
          <path d={`M${x(tick)} ${top}V${bottom}`} stroke="var(--line)" fill="none" />
          <text className="quiet" x={x(tick)} y={bottom + 15} textAnchor="middle">
            {formatShort(tick)}
          </text>
        </g>
      ))}
      <text className="quiet" x={x((low + high) / 2)} y={bottom + 31} textAnchor="middle">
        {label}
      </text>
    </>
  );
}
