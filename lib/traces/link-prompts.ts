import { type Ctx, withTransaction } from '../context.ts';
import { requireTrace } from './require-trace.ts';
import { upsertPairs } from './sql/upsert-pairs.ts';
import { linkedPromptsTag } from './trace-tags.ts';

/** Adds versions of prompts to those that a trace is said to have used. @throws DomainError NOT_FOUND */
export async function linkPrompts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; prompts: { name: string; version: string }[] };
}): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { key: traceKey } = await requireTrace(tx, input.id);
    await tx.db.$queryRaw`SELECT 1 FROM traza.trace WHERE key = ${traceKey} FOR NO KEY UPDATE`;
    const before = await tx.db.traceTag.findUnique({ where: { traceKey_key: { traceKey, key: linkedPromptsTag } } });
    const known: unknown = before ? JSON.parse(before.value) : [];
    const all = new Map<string, unknown>();
    for (const prompt of [...(Array.isArray(known) ? known : []), ...input.prompts]) {
      const { name, version } = prompt as { name: string; version: string };
      all.set(JSON.stringify([name, version]), { name, version });
    }
    const value = JSON.stringify([...all.values()]);
    await upsertPairs(tx, 'trace_tag', { pairs: [{ traceKey, key: linkedPromptsTag, value }] });
  });
}
