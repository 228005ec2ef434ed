import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { requireModelVersion } from './require-model-version.ts';
import { AliasName } from './schema.ts';

/**
 * Points an alias at a version; an alias that points elsewhere is moved. Who moved it from where is written down.
 * @throws DomainError NOT_FOUND (model or version), INVALID_INPUT (name of the alias)
 */
export async function setAlias({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { model: string; alias: string; version: number };
}): Promise<{ model: string; alias: string; version: number }> {
  const alias = parseInput(AliasName, input.alias, 'alias');
  await withTransaction(ctx, async (tx) => {
    const version = await requireModelVersion(tx, { name: input.model, version: input.version });
    await moveAlias(tx, { model: version.model, alias, version });
  });
  announce(ctx, { topic: 'model', id: input.model });
  return { model: input.model, alias, version: input.version };
}

/** Inside a transaction: points the alias at the version and writes down where it pointed before. */
export async function moveAlias(
  ctx: Ctx,
  {
    model,
    alias,
    version,
  }: { model: { id: string; name: string }; alias: string; version: { id: string; number: number } },
): Promise<void> {
  const key = { modelId_alias: { modelId: model.id, alias } };
  const before = await ctx.db.modelAlias.findUnique({ where: key, include: { version: { select: { number: true } } } });
  if (before?.versionId === version.id) return;
  await ctx.db.modelAlias.upsert({
    where: key,
    create: { modelId: model.id, alias, versionId: version.id },
    update: { versionId: version.id },
  });
  const from = before?.version.number ?? null;
  await audit(ctx, 'model.alias', `model ${model.name}`, { alias, from, to: version.number });
}
