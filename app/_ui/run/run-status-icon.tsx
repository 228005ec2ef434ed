import type { RunStatus } from '#lib/runs/schema.ts';
import { StatusBadge } from '#lib/ui/status-badge.tsx';

/** The state of a run as an icon, its word for readers or beside it; the reason on hover. */
export function RunStatusIcon({
  status,
  reason,
  withWord,
}: {
  status: RunStatus;
  reason?: string | null;
  withWord?: boolean;
}) {
  return <StatusBadge status={status} iconOnly={!withWord} title={reason ? `${status}: ${reason}` : status} />;
}
