import type { Ctx } from '../context.ts';
import { announce } from '../events/announce.ts';
import { ensureExperiment } from '../experiments/ensure-experiment.ts';
import { experimentArchived, experimentNotFound } from '../experiments/require-experiment.ts';
import { newId } from '../ids.ts';
import { parentRunTag, userTag } from '../tags/known-tags.ts';
import { inventRunName } from './invent-run-name.ts';
import { moment } from './moment.ts';
import { requireRun } from './require-run.ts';
import type { RunRecord } from './run-record.ts';
import type { CreateRunInput } from './schema.ts';
import { insertRun } from './sql/insert-run.ts';

/**
 * Makes a run that a client logs itself: kind `external`, status `running`, in its experiment (0 or none: `Default`).
 * Its tags may name its user and its parent; a parent that the project does not have is left to the tag alone.
 * @throws DomainError NOT_FOUND (experiment, or the parent that `parentRunId` names), CONFLICT (archived experiment),
 *   INVALID_INPUT (a start that no timestamp can hold)
 */
export async function createRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateRunInput & { userName?: string | undefined };
}): Promise<{ runId: string; record: RunRecord }> {
  const now = ctx.now();
  const runId = newId(now);
  const { experimentId = 0, params = {}, tags = {}, startedAt = now.getTime() } = input;
  const userName = input.userName ?? tags[userTag] ?? null;
  const name = input.name ?? inventRunName();
  if (input.parentRunId !== undefined) await requireRun(ctx, input.parentRunId);
  const row = {
    id: runId,
    experimentId,
    name,
    userName,
    parentRunId: input.parentRunId ?? tags[parentRunTag] ?? null,
    createdAt: moment(now.getTime(), 'now'),
    startedAt: moment(startedAt, 'start_time'),
    params: Object.entries(params),
    tags: Object.entries(tags),
  };
  let experiment = await insertRun(ctx, row);
  if (!experiment && experimentId === 0) {
    await ensureExperiment(ctx);
    experiment = await insertRun(ctx, row);
  }
  if (!experiment) throw experimentNotFound(ctx, experimentId);
  if (experiment.archived) throw experimentArchived(experimentId);
  announce(ctx, { topic: 'run', id: runId });
  const pairs = (entries: [string, string][]) => entries.map(([key, value]) => ({ key, value }));
  const record: RunRecord = {
    id: runId,
    name,
    kind: 'external',
    status: 'running',
    userName,
    startedAt,
    endedAt: null,
    archived: false,
    experiment,
    metrics: [],
    params: pairs(row.params),
    tags: pairs(row.tags),
    datasets: [],
    modelInputs: [],
    modelOutputs: [],
  };
  return { runId, record };
}
