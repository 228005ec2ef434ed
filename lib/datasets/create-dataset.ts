import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { CreateDatasetInput, type DatasetSummary } from './schema.ts';

/** Makes an empty dataset. Importing into a name that is not there makes it too. @throws DomainError CONFLICT when the name is taken */
export async function createDataset({ ctx, input }: { ctx: Ctx; input: CreateDatasetInput }): Promise<DatasetSummary> {
  const { name, description } = parseInput(CreateDatasetInput, input, 'dataset');
  const id = newId(ctx.now());
  const createdAt = ctx.now();
  await withTransaction(ctx, async (tx) => {
    const { count } = await tx.db.dataset.createMany({
      data: [{ id, projectId: ctx.project.id, name, description, createdAt }],
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new DomainError('CONFLICT', `A dataset "${name}" exists already in project ${ctx.project.slug}.`, {
        fields: [{ path: 'name', message: 'is taken', code: 'field.taken' }],
        hint: 'Choose another name, or import a new version into the dataset that is there.',
      });
    }
    await audit(tx, 'dataset.create', `dataset ${name}`);
  });
  announce(ctx, { topic: 'dataset', id });
  return { id, name, description, kind: 'data', createdAt: createdAt.toISOString(), versions: 0, latest: null };
}
