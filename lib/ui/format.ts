// Numbers, sizes and times as the dashboard writes them. Everything is pure and fixed to one locale, so that the
// server and the browser print the same characters.

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const minus = '\u2212';

/** A whole number with thousands separators: `1,204,331`. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return grouped.format(value).replace('-', minus);
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
    return `${sign}${trimZeros(mantissa)}e${exponent}`;
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const [whole = '0', fraction] = size.toFixed(Math.min(decimals, 20)).split('.');
  return `${sign}${grouped.format(Number(whole))}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Every digit JavaScript knows of the number; what a hover shows. */
export function formatExact(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? formatCount(value) : String(value);
}

/** Short numbers for axes and dense places: `402k`, `1.2M`, `0.67`. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  const size = Math.abs(value);
  const sign = value < 0 ? minus : '';
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return `${sign}${size.toExponential(1).replace('.0', '')}`;
  for (const [limit, unit] of [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (size >= limit * 0.9995) return `${sign}${Number((size / limit).toPrecision(3))}${unit}`;
  }
  return `${sign}${Number(size.toPrecision(3))}`;
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
  return `${bytes < 0 ? minus : ''}${shown} ${byteUnits[unit]}`;
}

/** A span in milliseconds, at most two units: `850 ms`, `2.9 s`, `1 m 48 s`, `3 h 5 m`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return formatNumber(ms);
  const size = Math.max(0, ms);
  if (size < 999.5) return `${Math.round(size)} ms`;
  if (size < 9_950) return `${(size / 1000).toFixed(1)} s`;
  const seconds = Math.round(size / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'm', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'm');
  const hours = Math.round(minutes / 60);
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

/** How long ago `then` was, seen from `now` (both epoch milliseconds): `just now`, `5 m ago`, `in 3 h`, `12 d ago`. */
export function formatAgo(then: number, now: number): string {
  const distance = now - then;
  const size = Math.abs(distance);
  if (size < 5_000) return 'just now';
  const span =
    size < 60_000
      ? `${Math.floor(size / 1000)} s`
      : size < 3_600_000
        ? `${Math.floor(size / 60_000)} m`
        : size < 86_400_000
          ? `${Math.floor(size / 3_600_000)} h`
          : `${Math.floor(size / 86_400_000)} d`;
  return distance >= 0 ? `${span} ago` : `in ${span}`;
}

/** `2026-11-25 13:41 UTC`, the same on the server and in every browser. */
export function formatUtc(time: number | string | Date): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '–' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `25 Nov 2026, 13:41:07` in the given zone (the browser's own when none is given: not for the first paint). */
export function formatDateTime(time: number | string | Date, timeZone?: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '–';
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
  }).format(date);
}

/** `61 %`, with one decimal below ten where it says something: `0.4 %`. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return formatNumber(share);
  const percent = share * 100;
  const shown = Math.abs(percent) < 10 ? Number(percent.toFixed(1)) : Math.round(percent);
  return `${String(shown).replace('-', minus)} %`;
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
