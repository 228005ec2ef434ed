import type { TraceState } from '#lib/traces/schema.ts';
import type { Status } from '#lib/ui/status-badge.tsx';

/** A trace's state as its badge draws it. */
export const traceBadge: Record<TraceState, Status> = {
  OK: 'finished',
  ERROR: 'failed',
  IN_PROGRESS: 'running',
  STATE_UNSPECIFIED: 'skipped',
};
