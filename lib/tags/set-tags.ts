import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { requireRun } from '../runs/require-run.ts';

/** Writes tags of a run; the last value stands. @throws DomainError NOT_FOUND, LEASE_LOST */
export async function setTags({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; tags: Record<string, string> };
}): Promise<void> {
  const { runId } = input;
  // In the order of the keys, so that two writers of the same tags cannot lock each other out.
  const entries = Object.entries(input.tags).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return;
  await withTransaction(ctx, async (tx) => {
    await assertFence(tx);
    await requireRun(tx, runId);
    await tx.db.$executeRaw`
      INSERT INTO traza.tag (run_id, key, value)
      SELECT ${runId}, key, value
      FROM unnest(${entries.map(([key]) => key)}::text[], ${entries.map(([, value]) => value)}::text[]) AS t(key, value)
      ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value`;
  });
  announce(ctx, { topic: 'run', id: runId });
}
