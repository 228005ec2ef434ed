import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { experimentArchived, requireExperiment } from '../experiments/require-experiment.ts';
import { newId } from '../ids.ts';
import { inventRunName } from '../runs/invent-run-name.ts';
import { exceeds } from '../text-length.ts';
import { type KeyValue, loggedModelName, loggedModelParams, loggedModelTags } from './logged-model-input.ts';

export interface CreateLoggedModelInput {
  /** 0: the project's default experiment. */
  experimentId: number;
  /** Invented when left out. */
  name?: string | undefined;
  modelType?: string | undefined;
  /** As its client said it; the run need not be there. */
  sourceRunId?: string | undefined;
  params?: KeyValue[];
  tags?: KeyValue[];
}

/**
 * Makes a logged model, PENDING until its files are there.
 * @throws DomainError NOT_FOUND (experiment), CONFLICT (archived experiment), INVALID_INPUT
 */
export async function createLoggedModel({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateLoggedModelInput;
}): Promise<{ modelId: string }> {
  const name = input.name ? loggedModelName(input.name) : inventRunName();
  const params = loggedModelParams(input.params ?? []);
  const tags = loggedModelTags(input.tags ?? []);
  const modelType = atMost('model_type', input.modelType, 500);
  const sourceRunId = atMost('source_run_id', input.sourceRunId, 32);
  const now = ctx.now();
  const id = `m-${newId(now)}`;
  await withTransaction(ctx, async (tx) => {
    const experiment = await requireExperiment(tx, input.experimentId);
    if (experiment.archivedAt) throw experimentArchived(input.experimentId);
    await tx.db.loggedModel.create({
      data: {
        id,
        projectId: ctx.project.id,
        experimentId: experiment.id,
        name,
        status: 'PENDING',
        modelType,
        sourceRunId,
        createdAt: now,
        updatedAt: now,
        params: { createMany: { data: params } },
        tags: { createMany: { data: tags } },
      },
      select: { id: true },
    });
  });
  announce(ctx, { topic: 'model', id });
  return { modelId: id };
}

function atMost(path: string, value: string | undefined, max: number): string | null {
  if (value !== undefined && exceeds(value, max)) {
    const message = `must have at most ${max} characters`;
    throw new DomainError('INVALID_INPUT', `${path} ${message}.`, { fields: [{ path, message }] });
  }
  return value || null;
}
