/**
 * A bar for each day, the size of a word; the highest day fills the height, and a day with anything is seen.
 * @param label what the bars say, for readers and on hover
 */
export function DayBars({
  days,
  label,
  width = 92,
  height = 18,
}: {
  days: readonly number[];
  label: string;
  width?: number;
  height?: number;
}) {
  const most = Math.max(1, ...days);
  const step = width / Math.max(1, days.length);
  let bars = '';
  for (const [at, count] of days.entries()) {
    if (count <= 0) continue;
    const tall = Math.max(2, Math.round((count / most) * (height - 2)));
    bars += `M${(at * step).toFixed(2)} ${height - 1}v${-tall}h${Math.max(1, step - 1).toFixed(2)}v${tall}z`;
  }
  return (
    <svg
      className="day-bars"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path d={`M0 ${height - 0.5}H${width}`} stroke="var(--line)" />
      <path d={bars} fill="var(--accent)" opacity="0.75" />
    </svg>
  );
}
