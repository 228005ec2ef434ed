import { formatBytes, formatCount, formatDuration, formatExact, formatNumber } from './format.ts';
import { text } from './text/text.ts';

const dash = <span className="dim">–</span>;

/** Four significant digits, the exact value on hover. */
export function Num({ value, digits }: { value: number | null | undefined; digits?: number }) {
  return value === null || value === undefined ? (
    dash
  ) : (
    <span className="num" title={formatExact(value)}>
      {formatNumber(value, digits)}
    </span>
  );
}

/** A whole number with separators. */
export function Count({ value }: { value: number | null | undefined }) {
  return value === null || value === undefined ? dash : <span className="num">{formatCount(value)}</span>;
}

/** `13.5 MB`, the exact number of bytes on hover. */
export function Bytes({ value }: { value: number | null | undefined }) {
  return value === null || value === undefined ? (
    dash
  ) : (
    <span className="num" title={text.common.bytes(value)}>
      {formatBytes(value)}
    </span>
  );
}

/** A span in milliseconds: `1 m 48 s`. */
export function Duration({ ms }: { ms: number | null | undefined }) {
  return ms === null || ms === undefined ? (
    dash
  ) : (
    <span className="num" title={`${formatCount(Math.round(ms))} ms`}>
      {formatDuration(ms)}
    </span>
  );
}

/** ▲▼ against a baseline; coloured only when the metric has a direction. */
export function Delta({ value, direction }: { value: number | null | undefined; direction?: 'up' | 'down' | null }) {
  if (value === null || value === undefined || value === 0 || Number.isNaN(value))
    return <span className="dim">{value === 0 ? '=' : '–'}</span>;
  const better = direction ? value > 0 === (direction === 'up') : undefined;
  return (
    <span className={`num delta ${better === undefined ? '' : better ? 'ok' : 'bad'}`} title={formatExact(value)}>
      {value > 0 ? '▲' : '▼'} {formatNumber(Math.abs(value))}
    </span>
  );
}
