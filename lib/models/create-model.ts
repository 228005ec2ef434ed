import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { isPrompt } from './promptness.ts';
import { ModelName, RegistryTags } from './schema.ts';

/**
 * Makes a registered model without versions; a prompt where its tags say so. Of a tag given twice the last one counts.
 * @throws DomainError INVALID_INPUT (name, tags), CONFLICT (the name is taken)
 */
export async function createModel({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { name: string; description?: string | undefined; tags?: { key: string; value: string }[] };
}): Promise<void> {
  const name = parseInput(ModelName, input.name, 'name');
  const tags = parseInput(RegistryTags, input.tags ?? [], 'tags');
  const prompt = isPrompt(tags.map(({ key, value }) => [key, value]));
  const now = ctx.now();
  await withTransaction(ctx, async (tx) => {
    const id = newId(now);
    const { count } = await tx.db.model.createMany({
      data: [
        {
          id,
          projectId: ctx.project.id,
          name,
          description: input.description ?? '',
          isPrompt: prompt,
          createdAt: now,
          updatedAt: now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) throw await nameTaken(tx, name, prompt);
    const values = new Map(tags.map(({ key, value }) => [key, value]));
    await tx.db.modelTag.createMany({ data: [...values].map(([key, value]) => ({ modelId: id, key, value })) });
    await audit(tx, 'model.create', `model ${name}`);
  });
  announce(ctx, { topic: 'model', id: name });
}

/** The refusal of a name that a model or a prompt has: what has it, in MLflow's words. */
export async function nameTaken(ctx: Ctx, name: string, asPrompt: boolean): Promise<DomainError> {
  const there = await ctx.db.model.findUnique({
    where: { projectId_name: { projectId: ctx.project.id, name } },
    select: { isPrompt: true },
  });
  const word = (prompt: boolean) => (prompt ? 'Prompt' : 'Registered Model');
  const message =
    there && there.isPrompt !== asPrompt
      ? `Tried to create a ${word(asPrompt).toLowerCase()} with name '${name}', but the name is already taken by a ${word(there.isPrompt).toLowerCase()}.`
      : `${word(asPrompt)} (name=${name}) already exists.`;
  return new DomainError('CONFLICT', message, { fields: [{ path: 'name', message: 'is taken', code: 'field.taken' }] });
}
