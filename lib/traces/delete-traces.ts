import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';

export interface DeleteTracesInput {
  experimentId: number;
  /** Milliseconds since 1970: traces that began then or earlier. */
  until?: number | undefined;
  /** At most so many, the oldest first; with `until` only. */
  most?: number | undefined;
  ids?: string[] | undefined;
}

/**
 * Deletes traces of an experiment with their spans, either by their ids or by age.
 * @returns how many there were
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (both or neither way of naming them)
 */
export async function deleteTraces({ ctx, input }: { ctx: Ctx; input: DeleteTracesInput }): Promise<number> {
  const { until, most, ids = [] } = input;
  const refuse = (message: string, path: string) =>
    new DomainError('INVALID_INPUT', message, { fields: [{ path, message }] });
  if (until === undefined && ids.length === 0) {
    throw refuse('Either `max_timestamp_millis` or `trace_ids` must be specified.', 'max_timestamp_millis');
  }
  if (until !== undefined && ids.length > 0) {
    throw refuse('Only one of `max_timestamp_millis` and `trace_ids` can be specified.', 'max_timestamp_millis');
  }
  if (ids.length > 0 && most !== undefined) {
    throw refuse("`max_traces` can't be specified if `trace_ids` is specified.", 'max_traces');
  }
  if (most !== undefined && most <= 0) throw refuse('`max_traces` must be a positive integer.', 'max_traces');
  const { id: experimentId } = await requireExperiment(ctx, input.experimentId);
  return withTransaction(ctx, async (tx) => {
    const doomed = await tx.db.trace.findMany({
      where: {
        projectId: ctx.project.id,
        experimentId,
        ...(ids.length > 0 ? { id: { in: ids } } : {}),
        ...(until === undefined ? {} : { requestAt: { lte: BigInt(until) } }),
      },
      select: { key: true, id: true },
      orderBy: [{ requestAt: 'asc' }, { id: 'asc' }],
      ...(most === undefined ? {} : { take: most }),
    });
    await tx.db.traceRun.deleteMany({
      where: { projectId: ctx.project.id, traceId: { in: doomed.map((trace) => trace.id) } },
    });
    const { count } = await tx.db.trace.deleteMany({ where: { key: { in: doomed.map((trace) => trace.key) } } });
    return count;
  });
}
