import type { RunStatus } from '#lib/runs/schema.ts';
import { StatusBadge } from '#lib/ui/status-badge.tsx';

/** The state of a run as an icon with its word for readers; the reason on hover. */
export function RunStatusIcon({ status, reason }: { status: RunStatus; reason?: string | null }) {
  return <StatusBadge status={status} iconOnly title={reason ? `${status}: ${reason}` : status} />;
}
