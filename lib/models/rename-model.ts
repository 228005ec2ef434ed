import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { nameTaken } from './create-model.ts';
import { requireModel } from './require-model.ts';
import { ModelName } from './schema.ts';

/** Gives a registered model another name; its versions go with it. @throws DomainError NOT_FOUND, CONFLICT (name taken) */
export async function renameModel({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; newName: string };
}): Promise<void> {
  const name = parseInput(ModelName, input.newName, 'new_name');
  await withTransaction(ctx, async (tx) => {
    const model = await requireModel(tx, input.name);
    if (model.name === name) return;
    const now = ctx.now();
    const where = { projectId_name: { projectId: ctx.project.id, name } };
    if (await tx.db.model.findUnique({ where, select: { id: true } })) throw await nameTaken(tx, name, model.isPrompt);
    await tx.db.model.update({ where: { id: model.id }, data: { name, updatedAt: now } });
    await tx.db.modelVersion.updateMany({ where: { modelId: model.id }, data: { updatedAt: now } });
    await audit(tx, 'model.rename', `model ${name}`, { from: input.name });
  });
  announce(ctx, { topic: 'model', id: input.name });
  announce(ctx, { topic: 'model', id: name });
}
