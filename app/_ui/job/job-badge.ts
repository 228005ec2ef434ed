/** The status badge of each state of a job. */
export const jobBadge = {
  queued: 'queued',
  running: 'running',
  succeeded: 'finished',
  failed: 'failed',
  canceled: 'canceled',
} as const;
