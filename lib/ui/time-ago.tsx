'use client';

import { formatAgo, formatDateTime, formatDuration, formatUtc } from './format.ts';
import { useMounted } from './use-mounted.ts';
import { useNowAs } from './use-now.ts';

/** `5 m ago`, the full local and UTC time on hover. The first paint is UTC, the same on the server and here. */
export function TimeAgo({ time }: { time: string | number | null | undefined }) {
  const date = new Date(time ?? Number.NaN);
  const at = date.getTime();
  const age = useNowAs((now) => (Number.isNaN(at) ? '' : formatAgo(at, now)));
  if (Number.isNaN(at)) return <span className="dim">–</span>;
  const full = formatUtc(date);
  return (
    <time
      className="num"
      dateTime={date.toISOString()}
      title={age === undefined ? full : `${formatDateTime(date)} · ${date.toISOString()}`}
    >
      {age ?? full}
    </time>
  );
}

/** `25 Nov 2026, 13:41:07` in the reader's zone (UTC in the first paint), ISO on hover. */
export function DateTime({ time }: { time: string | number | null | undefined }) {
  const mounted = useMounted();
  if (time === null || time === undefined || Number.isNaN(new Date(time).getTime()))
    return <span className="dim">–</span>;
  const iso = new Date(time).toISOString();
  return (
    <time className="num" dateTime={iso} title={iso}>
      {mounted ? formatDateTime(time) : formatUtc(time)}
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
  const from = new Date(since ?? Number.NaN).getTime();
  const to = until === null || until === undefined ? undefined : new Date(until).getTime();
  const counting = useNowAs((now) => (Number.isNaN(from) ? '' : formatDuration(Math.max(0, (to ?? now) - from))));
  if (Number.isNaN(from)) return <span className="dim">–</span>;
  return <span className="num">{to === undefined ? (counting ?? '…') : formatDuration(Math.max(0, to - from))}</span>;
}
