import type { Ctx } from '../context.ts';
import type { RunStatement } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { writeTransaction } from '../write-transaction.ts';
import { heard } from './heard.ts';
import { linkLoggedModels } from './link-logged-models.ts';
import { checkOpen, isSealed } from './open-for-writes.ts';
import { resealRun } from './reseal-run.ts';
import type { LoggedDatasetRecord } from './run-record.ts';
import { insertInputs } from './sql/insert-inputs.ts';
import { insertLoggedDatasets } from './sql/insert-logged-datasets.ts';
import { lockRun } from './sql/lock-run.ts';

export interface LogInputsInput {
  runId: string;
  /** A dataset that its experiment knows by name and digest stays as it was described first; so do an input's tags. */
  datasets: { dataset: LoggedDatasetRecord; tags: Record<string, string> }[];
  /** Ids of logged models of the project. */
  models: string[];
}

/**
 * Notes what a run read: datasets as its client describes them, logged models. Noted after the client ended the run,
 * they make a new revision of its recipe.
 * @throws DomainError NOT_FOUND (run, model), CONFLICT (archived run, run of a job)
 */
export async function logInputs({ ctx, input }: { ctx: Ctx; input: LogInputsInput }): Promise<void> {
  const { runId, datasets, models } = input;
  await writeTransaction(ctx, async (run) => {
    const held = checkOpen(ctx, runId, await lockRun(run, { projectId: ctx.project.id, runId }));
    if (datasets.length > 0) await logDatasets(run, ctx, { runId, experimentId: held.experiment?.id ?? 0, datasets });
    await linkLoggedModels(run, ctx, {
      runId,
      direction: 'input',
      models: models.map((modelId) => ({ modelId, step: 0 })),
    });
    if (isSealed(held)) await resealRun(run, { ctx, runId });
  });
  heard(ctx, runId);
  announce(ctx, { topic: 'run', id: runId });
}

async function logDatasets(
  run: RunStatement,
  ctx: Ctx,
  args: { runId: string; experimentId: number; datasets: LogInputsInput['datasets'] },
): Promise<void> {
  const now = ctx.now();
  const placed = args.datasets.map((one, place) => ({ ...one, place }));
  // Each once, the first one standing; in one order for all writers, so that they cannot lock each other out.
  const named = new Map(placed.toReversed().map((one) => [`${one.dataset.name}\0${one.dataset.digest}`, one]));
  const inputs = [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  await insertLoggedDatasets(run, {
    projectId: ctx.project.id,
    experimentId: args.experimentId,
    now: now.toISOString(),
    datasets: inputs.map(({ dataset }) => ({ ...dataset, id: newId(now) })),
  });
  await insertInputs(run, {
    runId: args.runId,
    experimentId: args.experimentId,
    now: now.toISOString(),
    inputs: inputs.map(({ dataset: { name, digest }, tags, place }) => ({ name, digest, tags, place })),
  });
}
