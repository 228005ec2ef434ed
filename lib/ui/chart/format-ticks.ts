import { formatDigits, formatDuration, formatShort } from '../format.ts';
import { language } from '../text/language.ts';
import { locales } from '../text/locale.ts';

const day = 86_400_000;

/** Labels for the ticks of an axis, with just as many decimals as tell neighbours apart. */
export function formatTicks(ticks: readonly number[], step: number): string[] {
  const largest = Math.max(...ticks.map(Math.abs), 0);
  if (largest >= 10_000 || (largest > 0 && largest < 1e-3)) {
    let labels = ticks.map(formatShort);
    for (let digits = 4; digits <= 15 && new Set(labels).size < ticks.length; digits += 1)
      labels = ticks.map((tick) => formatDigits(String(Number(tick.toPrecision(digits)))));
    return labels;
  }
  const decimals =
    step > 0 && Number.isFinite(step) ? Math.min(8, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))) : 2;
  return ticks.map((tick) => formatDigits((tick === 0 ? 0 : tick).toFixed(decimals)));
}

/** Labels for an axis of milliseconds since the start. */
export function formatDurationTicks(ticks: readonly number[]): string[] {
  return ticks.map((tick) => (tick === 0 ? '0' : formatDuration(tick)));
}

/**
 * Labels for an axis of moments (epoch milliseconds): the time of day, the date where a day begins.
 * @param timeZone the browser's own when none is given
 */
export function formatTimeTicks(ticks: readonly number[], step: number, timeZone?: string): string[] {
  const { dates } = locales[language()];
  const date = new Intl.DateTimeFormat(dates, {
    day: 'numeric',
    month: 'short',
    year: step >= 28 * day ? 'numeric' : undefined,
    timeZone,
  });
  const clock = new Intl.DateTimeFormat(dates, {
    hour: '2-digit',
    minute: '2-digit',
    second: step < 60_000 ? '2-digit' : undefined,
    timeZone,
  });
  return ticks.map((tick, at) => {
    const before = ticks[at - 1];
    const begins = before === undefined || date.format(before) !== date.format(tick);
    return begins || step >= day ? date.format(tick) : clock.format(tick);
  });
}
