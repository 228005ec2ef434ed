import { formatShort } from '#lib/ui/format.ts';

/** Round places between two values, about as many as are asked for; more rather than too few. */
export function roundTicks([low, high]: readonly [number, number], about: number): number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / about));
  // An end that is a round place itself may miss it by the last digit.
  const firstOf = (step: number) => Math.ceil(low / step - 1e-9);
  const count = (step: number) => Math.floor(high / step + 1e-9) - firstOf(step) + 1;
  const step = ([10, 5, 2].find((factor) => count(factor * power) >= about * 0.7) ?? 1) * power;
  const first = firstOf(step);
  return Array.from({ length: Math.max(0, count(step)) }, (_, at) => Number(((first + at) * step).toPrecision(12)));
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
      {roundTicks(range, Math.max(3, width / 90)).map((tick) => (
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
