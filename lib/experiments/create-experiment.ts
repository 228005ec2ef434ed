import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { getExperiment } from './get-experiment.ts';
import { CreateExperimentInput, type ExperimentAnswer } from './schema.ts';

/** Makes an experiment. @throws DomainError CONFLICT when the project has one of this name, archived ones too */
export async function createExperiment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string } & Partial<CreateExperimentInput>;
}): Promise<ExperimentAnswer> {
  const data = parseInput(CreateExperimentInput, input);
  const made = await withTransaction(ctx, async (tx) => {
    const where = { projectId_name: { projectId: ctx.project.id, name: data.name } };
    const { count } = await tx.db.experiment.createMany({
      data: [{ ...data, projectId: ctx.project.id, createdAt: ctx.now() }],
      skipDuplicates: true,
    });
    const row = await tx.db.experiment.findUniqueOrThrow({ where });
    if (count === 0) {
      throw new DomainError(
        'CONFLICT',
        `An experiment "${data.name}" exists already${row.archivedAt ? ', archived' : ''}.`,
        {
          fields: [{ path: 'name', message: 'is taken' }],
          hint: row.archivedAt
            ? 'Restore it, or choose another name.'
            : 'Use the one that is there, or choose another name.',
        },
      );
    }
    return getExperiment({ ctx: tx, input: { experimentId: row.id } });
  });
  announce(ctx, { topic: 'experiment', id: String(made.id) });
  return made;
}
