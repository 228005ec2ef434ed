// Numbers, sizes and times as the dashboard writes them, in the language of now. For people only: what is copied, sent or
// saved is written by String(). Server and browser must print the same characters, so what differs between their
// versions of Intl (the words of durations and ages) is spelled in text/locale.ts.

import { language } from './text/language.ts';
import { locales } from './text/locale.ts';

const minus = '\u2212';

const locale = () => locales[language()];

/** A plain number (`-0.25`, `1.2e-5`) with the minus and the decimal mark of the reader. */
export function formatDigits(plain: string): string {
  return plain.replace(/^-/, minus).replace('.', locale().decimal);
}

/** A whole number with thousands separators: `1,204,331`; in Spanish `1.204.331`. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  // Three digits are not grouped in any language; asking Intl costs more than the rest of a cell.
  if (Number.isInteger(value) && value >= 0 && value < 1_000) return String(value);
  return locale().whole.format(value).replace('-', minus);
}

/**
 * Four significant digits: `0.7021`, `1,488`, `1.205e+7`, `3.2e-5`. Whole numbers below a million are written in full.
 * NaN and the infinities are named, not hidden.
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return formatCount(value);
  const sign = value < 0 ? minus : '';
  if (size >= 1e6 || size < 1e-4) {
    const [mantissa = '0', exponent = '0'] = size.toExponential(digits - 1).split('e');
    return `${sign}${formatDigits(trimZeros(mantissa))}e${exponent}`;
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const [whole = '0', fraction] = size.toFixed(Math.min(decimals, 20)).split('.');
  const grouped = whole.length <= 3 ? whole : locale().whole.format(Number(whole));
  return `${sign}${grouped}${fraction === undefined ? '' : `${locale().decimal}${fraction}`}`;
}

/** Every digit JavaScript knows of the number; what a hover shows. */
export function formatExact(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? formatCount(value) : formatDigits(String(value));
}

/** Short numbers for axes and dense places: `402k`, `1.2M`, `0.67`. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  const size = Math.abs(value);
  const sign = value < 0 ? minus : '';
  if (size >= 1e15 || (size > 0 && size < 1e-4))
    return `${sign}${formatDigits(size.toExponential(1).replace('.0', ''))}`;
  for (const [limit, unit] of [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (size >= limit * 0.9995) return `${sign}${formatDigits(String(Number((size / limit).toPrecision(3))))}${unit}`;
  }
  return `${sign}${formatDigits(String(Number(size.toPrecision(3))))}`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes in powers of 1000, three digits: `212 kB`, `13.5 MB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return formatNumber(bytes);
  let size = Math.abs(bytes);
  let unit = 0;
  while (size >= 999.5 && unit < byteUnits.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const shown = unit === 0 ? String(Math.round(size)) : String(Number(size.toPrecision(3)));
  return `${bytes < 0 ? minus : ''}${formatDigits(shown)} ${byteUnits[unit]}`;
}

/** A span in milliseconds, at most two units: `850 ms`, `2.9 s`, `1 m 48 s` (in Spanish `1 min 48 s`), `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return formatNumber(ms);
  const { day, hour, minute, second } = locale().units;
  const size = Math.max(0, ms);
  if (size < 999.5) return `${Math.round(size)} ms`;
  if (size < 9_950) return `${formatDigits((size / 1000).toFixed(1))} ${second}`;
  const seconds = Math.round(size / 1000);
  if (seconds < 60) return `${seconds} ${second}`;
  if (seconds < 3600) return pair(Math.floor(seconds / 60), minute, seconds % 60, second);
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return pair(Math.floor(minutes / 60), hour, minutes % 60, minute);
  const hours = Math.round(minutes / 60);
  return pair(Math.floor(hours / 24), day, hours % 24, hour);
}

/** How long ago `then` was, seen from `now` (both epoch milliseconds): `just now`, `5 m ago`, `in 3 h`, `12 d ago`. */
export function formatAgo(then: number, now: number): string {
  const { units, ages } = locale();
  const distance = now - then;
  const size = Math.abs(distance);
  if (size < 5_000) return ages.now;
  const span =
    size < 60_000
      ? `${Math.floor(size / 1000)} ${units.second}`
      : size < 3_600_000
        ? `${Math.floor(size / 60_000)} ${units.minute}`
        : size < 86_400_000
          ? `${Math.floor(size / 3_600_000)} ${units.hour}`
          : `${Math.floor(size / 86_400_000)} ${units.day}`;
  return distance >= 0 ? ages.past(span) : ages.future(span);
}

/** `2026-11-25 13:41 UTC`, the same on the server, in every browser and in every language. */
export function formatUtc(time: number | string | Date): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '–' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `25 Nov 2026, 13:41:07` in the given zone (the browser's own when none is given: not for the first paint). */
export function formatDateTime(time: number | string | Date, timeZone?: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '–';
  return dateTimeFormat(locale().dates, timeZone).format(date);
}

// Making one takes a millisecond and more, and a table writes hundreds of moments.
const dateTimeFormats = new Map<string, Intl.DateTimeFormat>();

function dateTimeFormat(dates: string, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${dates} ${timeZone}`;
  const known = dateTimeFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(dates, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
  });
  dateTimeFormats.set(key, made);
  return made;
}

/** `61 %`, with one decimal below ten where it says something: `0.4 %`. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return formatNumber(share);
  const percent = share * 100;
  const shown = Math.abs(percent) < 10 ? Number(percent.toFixed(1)) : Math.round(percent);
  return `${formatDigits(String(shown))} %`;
}

/** Keeps both ends of a long id: `9f3a04…c21e`. Short text is left alone. */
export function middleEllipsis(text: string, head = 6, tail = 4): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
