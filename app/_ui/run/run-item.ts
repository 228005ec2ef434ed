import type { SeriesAnswer } from '#lib/metrics/schema.ts';
import type { RunKind, RunStatus } from '#lib/runs/schema.ts';

/** A run as the lists and charts need it. */
export interface RunItem {
  id: string;
  name: string;
  kind: RunKind;
  status: RunStatus;
  statusReason: string | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  params: Record<string, string>;
  tags: Record<string, string>;
  series: SeriesAnswer[];
}
