import { wireNumber } from '../metrics/wire-number.ts';
import { type RunAnswer, RunStatus } from './schema.ts';

/** What serializeRun needs loaded with a run. */
export const runListShape = {
  params: { select: { key: true, value: true }, orderBy: { key: 'asc' } },
  tags: { select: { key: true, value: true }, orderBy: { key: 'asc' } },
  series: {
    select: { key: true, last: true, lastStep: true, min: true, max: true },
    orderBy: { key: 'asc' },
  },
} as const;

interface RunRow {
  id: string;
  name: string;
  kind: string;
  status: string;
  statusReason: string | null;
  experimentId: number | null;
  actor: string;
  recipeDigest: string | null;
  reproductionId: string | null;
  parentRunId: string | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  archivedAt: Date | null;
  lastWordAt: Date | null;
  params: { key: string; value: string }[];
  tags: { key: string; value: string }[];
  series: { key: string; last: number; lastStep: bigint; min: number | null; max: number | null }[];
}

const silentMs = 10 * 60_000;

/** A run as lists show it. @param now decides whether its client has been silent for long */
export function serializeRun(row: RunRow, now: Date): RunAnswer {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    status: RunStatus.parse(row.status),
    statusReason: row.statusReason,
    experimentId: row.experimentId,
    actor: row.actor,
    recipeDigest: row.recipeDigest,
    reproductionId: row.reproductionId,
    parentRunId: row.parentRunId,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    archived: row.archivedAt !== null,
    lastWordAt: row.kind === 'external' ? (row.lastWordAt?.toISOString() ?? null) : null,
    stalled: isStalled(row, now),
    params: Object.fromEntries(row.params.map(({ key, value }) => [key, value])),
    tags: Object.fromEntries(row.tags.map(({ key, value }) => [key, value])),
    metrics: Object.fromEntries(row.series.map((one) => [one.key, figuresOf(one)])),
  };
}

/** What is told of a metric beside its curve. */
export function figuresOf({ last, lastStep, min, max }: Omit<RunRow['series'][number], 'key'>) {
  return {
    last: wireNumber(last),
    min: min === null ? null : wireNumber(min),
    max: max === null ? null : wireNumber(max),
    lastStep: Number(lastStep),
  };
}

/** Whether a client that has not ended its run has said nothing for ten minutes. */
export function isStalled(
  { kind, status, lastWordAt }: Pick<RunRow, 'kind' | 'status' | 'lastWordAt'>,
  now: Date,
): boolean {
  if (kind !== 'external' || status !== 'running' || !lastWordAt) return false;
  return now.getTime() - lastWordAt.getTime() > silentMs;
}
