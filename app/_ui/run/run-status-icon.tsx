import type { RunStatus } from '#lib/runs/schema.ts';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { shownStatus } from './status-of.ts';

/** The state of a run as an icon, its word for readers or beside it; the reason on hover. */
export function RunStatusIcon({
  run,
  withWord,
}: {
  run: { status: RunStatus; statusReason: string | null; stalled: boolean };
  withWord?: boolean;
}) {
  const status = shownStatus(run);
  const title = run.statusReason ? `${status}: ${run.statusReason}` : status;
  return <StatusBadge status={status} iconOnly={!withWord} title={title} />;
}
