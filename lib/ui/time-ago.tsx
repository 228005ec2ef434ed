'use client';

import { formatAgo, formatDateTime, formatDuration, formatUtc } from './format.ts';
import { useNow } from './use-now.ts';

/** `5 m ago`, the full local and UTC time on hover. The first paint is UTC, the same on the server and here. */
export function TimeAgo({ time }: { time: string | number | null | undefined }) {
  const now = useNow();
  if (time === null || time === undefined) return <span className="dim">–</span>;
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return <span className="dim">–</span>;
  const full = formatUtc(date);
  return (
    <time
      className="num"
      dateTime={date.toISOString()}
      title={now === undefined ? full : `${formatDateTime(date)} · ${date.toISOString()}`}
    >
      {now === undefined ? full : formatAgo(date.getTime(), now)}
    </time>
  );
}

/** `25 Nov 2026, 13:41:07` in the reader's zone (UTC in the first paint), ISO on hover. */
export function DateTime({ time }: { time: string | number | null | undefined }) {
  const now = useNow();
  if (time === null || time === undefined || Number.isNaN(new Date(time).getTime()))
    return <span className="dim">–</span>;
  const iso = new Date(time).toISOString();
  return (
    <time className="num" dateTime={iso} title={iso}>
      {now === undefined ? formatUtc(time) : formatDateTime(time)}
    </time>
  );
}

/** Time since `since`, counting up each second while something runs; stands still once `until` is known. */
export function Elapsed({
  since,
  until,
}: {
  since: string | number | null | undefined;
  until?: string | number | null;
}) {
  const now = useNow();
  if (since === null || since === undefined) return <span className="dim">–</span>;
  const end = until === null || until === undefined ? now : new Date(until).getTime();
  return (
    <span className="num">
      {end === undefined ? '…' : formatDuration(Math.max(0, end - new Date(since).getTime()))}
    </span>
  );
}
