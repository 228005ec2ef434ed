import { type Ctx, withTransaction } from '../context.ts';
import { requireTrace } from './require-trace.ts';
import { upsertPairs } from './sql/upsert-pairs.ts';
import { checkOwnTag, traceTag } from './trace-tags.ts';

/** Writes a tag of a trace; the last value stands. @throws DomainError NOT_FOUND, INVALID_INPUT */
export async function setTraceTag({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; key: string; value: string };
}): Promise<void> {
  checkOwnTag(input.key);
  const [key, value] = traceTag(input.key, input.value);
  await withTransaction(ctx, async (tx) => {
    const { key: traceKey } = await requireTrace(tx, input.id);
    await upsertPairs(tx, 'trace_tag', { pairs: [{ traceKey, key, value }] });
  });
}
