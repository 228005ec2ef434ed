import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { defaultExperiment, ensureExperiment } from './ensure-experiment.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { experimentNotFound } from './require-experiment.ts';
import { experimentRecord } from './sql/experiment-record.ts';

/**
 * An experiment as tracking clients read it, archived ones too: by id, where 0 is the project's `Default`, or by name.
 * @throws DomainError NOT_FOUND
 */
export async function findExperiment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number } | { name: string };
}): Promise<ExperimentRecord> {
  const found = await experimentRecord(ctx, input);
  if (found) return found;
  const isDefault = 'name' in input ? input.name === defaultExperiment : input.experimentId === 0;
  if (isDefault) {
    await ensureExperiment(ctx);
    const made = await experimentRecord(ctx, input);
    if (made) return made;
  }
  if ('experimentId' in input) throw experimentNotFound(ctx, input.experimentId);
  throw new DomainError('NOT_FOUND', `Could not find experiment with name '${input.name.slice(0, 500)}'`, {
    fields: [{ path: 'name', message: 'names no experiment of this project' }],
  });
}
