import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { experimentArchived, requireExperiment } from '../experiments/require-experiment.ts';
import { newId } from '../ids.ts';
import { traceArtifactUri } from '../mlflow/artifact-uri.ts';
import type { TraceInput } from './schema.ts';
import { openTraces } from './sql/open-traces.ts';
import { upsertPairs } from './sql/upsert-pairs.ts';
import { artifactsTag, finalizedKey, spansTag, traceTag } from './trace-tags.ts';

/**
 * Keeps what a client says of a whole trace, before or after its spans; from then on spans change no field of it.
 * @throws DomainError NOT_FOUND (experiment), CONFLICT (archived), INVALID_INPUT (tags)
 */
export async function startTrace({ ctx, input }: { ctx: Ctx; input: TraceInput }): Promise<void> {
  const experiment = await requireExperiment(ctx, input.experimentId);
  if (experiment.archivedAt) throw experimentArchived(experiment.id);
  const location = traceArtifactUri(experiment, input.id);
  const tags = Object.entries(input.tags).map(([key, value]) => traceTag(key, value));
  await withTransaction(ctx, async (tx) => {
    const [trace] = await openTraces(tx, {
      experimentId: experiment.id,
      traces: [{ id: input.id, requestAt: BigInt(input.requestAt) }],
    });
    if (!trace) throw new Error('The trace that was just made is not there.');
    const { key: traceKey } = trace;
    await tx.db.trace.update({
      where: { key: traceKey },
      data: {
        experimentId: experiment.id,
        state: input.state,
        requestAt: BigInt(input.requestAt),
        durationMs: input.durationMs === null ? null : BigInt(input.durationMs),
        clientRequestId: input.clientRequestId,
        ...(input.requestPreview === null ? {} : { requestPreview: input.requestPreview }),
        ...(input.responsePreview === null ? {} : { responsePreview: input.responsePreview }),
        finalized: true,
      },
      select: { key: true },
    });
    const own = (pairs: [key: string, value: string][]) => pairs.map(([key, value]) => ({ traceKey, key, value }));
    // Where its files lie is said by the server, whatever the client says.
    const given = tags.filter(([key]) => key !== artifactsTag && key !== spansTag);
    await upsertPairs(tx, 'trace_tag', { pairs: own([...given, [artifactsTag, location]]) });
    const metadata = Object.entries(input.metadata).map(([key, value]) => traceTag(key, value));
    await upsertPairs(tx, 'trace_metadata', { pairs: own([...metadata, [finalizedKey, 'true']]) });
    await tx.db.traceAssessment.createMany({
      data: input.assessments.map(({ error, ...rest }) => ({
        ...rest,
        ...(error ? { error } : {}),
        id: `a-${newId(ctx.now())}`,
        traceKey,
      })),
    });
  });
  announce(ctx, { topic: 'trace', id: String(experiment.id) });
}
