import { formatDigits, formatDuration, formatShort } from '../format.ts';

/** Labels for the ticks of an axis, with just as many decimals as tell neighbours apart. */
export function formatTicks(ticks: readonly number[], step: number): string[] {
  const largest = Math.max(...ticks.map(Math.abs), 0);
  if (largest >= 10_000 || (largest > 0 && largest < 1e-3)) {
    const short = ticks.map(formatShort);
    return new Set(short).size === ticks.length ? short : ticks.map((tick) => formatDigits(tick.toPrecision(6)));
  }
  const decimals =
    step > 0 && Number.isFinite(step) ? Math.min(8, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))) : 2;
  return ticks.map((tick) => formatDigits((tick === 0 ? 0 : tick).toFixed(decimals)));
}

/** Labels for an axis of milliseconds since the start. */
export function formatDurationTicks(ticks: readonly number[]): string[] {
  return ticks.map((tick) => (tick === 0 ? '0' : formatDuration(tick)));
}
