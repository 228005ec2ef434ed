import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireRun } from '../runs/require-run.ts';

/**
 * Writes params of a run. A param is written once: the same value again changes nothing, another value is refused.
 * A job's later attempt may write over what an earlier one wrote.
 * @throws DomainError NOT_FOUND, CONFLICT (naming the param and the value it has), LEASE_LOST
 */
export async function setParams({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; params: Record<string, string> };
}): Promise<void> {
  const { runId } = input;
  // In the order of the keys, so that two writers of the same params cannot lock each other out.
  const entries = Object.entries(input.params).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return;
  await withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    await requireRun(tx, runId);
    const keys = entries.map(([key]) => key);
    const values = entries.map(([, value]) => value);
    if (ctx.fence) {
      await tx.db.$executeRaw`
        INSERT INTO traza.param (run_id, key, value)
        SELECT ${runId}, key, value FROM unnest(${keys}::text[], ${values}::text[]) AS t(key, value)
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value`;
      return;
    }
    await tx.db.param.createMany({
      data: entries.map(([key, value]) => ({ runId, key, value })),
      skipDuplicates: true,
    });
    const kept = await tx.db.param.findMany({ where: { runId, key: { in: keys } } });
    const other = kept.find((param) => input.params[param.key] !== param.value);
    if (other) {
      throw new DomainError('CONFLICT', `Param ${other.key} has the value "${shorten(other.value)}" already.`, {
        fields: [{ path: `params.${other.key}`, message: `is "${shorten(other.value)}" and cannot be changed` }],
        hint: 'Params are what a run was asked to do, so they are written once. Use a tag for what changes.',
      });
    }
  });
  announce(ctx, { topic: 'run', id: runId });
}

function shorten(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}
