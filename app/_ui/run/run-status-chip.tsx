'use client';

import type { RunDetail } from '#lib/runs/schema.ts';
import { Chip, type Tone } from '#lib/ui/chip.tsx';
import { formatDuration } from '#lib/ui/format.ts';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed } from '#lib/ui/time-ago.tsx';
import { tookMs } from './status-of.ts';

const tones: Record<RunDetail['status'], Tone> = {
  queued: 'plain',
  running: 'accent',
  finished: 'ok',
  failed: 'bad',
  canceled: 'plain',
};

/** The state of a run and for how long: `finished in 1 m 48 s`, `running for 12 s`. */
export function RunStatusChip({
  run,
}: {
  run: Pick<RunDetail, 'status' | 'createdAt' | 'startedAt' | 'endedAt' | 'statusReason' | 'stalled' | 'lastWordAt'>;
}) {
  const took = tookMs(run);
  const span = took === undefined ? undefined : formatDuration(took);
  if (run.stalled && run.lastWordAt !== null) {
    return (
      <Chip tone="warn">
        <StatusBadge status="stalled" iconOnly label="" />
        {text.run.stalledSince} <Elapsed since={run.lastWordAt} />
      </Chip>
    );
  }
  return (
    <Chip tone={tones[run.status]} {...(run.statusReason ? { title: run.statusReason } : {})}>
      <StatusBadge status={run.status} iconOnly label="" />
      {run.status === 'running' ? (
        <>
          {text.run.runningFor} <Elapsed since={run.startedAt} />
        </>
      ) : run.status === 'queued' ? (
        <>
          {text.run.queuedFor} <Elapsed since={run.createdAt} />
        </>
      ) : span === undefined ? (
        run.status
      ) : (
        { finished: text.run.finishedIn, failed: text.run.failedAfter, canceled: text.run.canceledAfter }[run.status](
          span,
        )
      )}
    </Chip>
  );
}
