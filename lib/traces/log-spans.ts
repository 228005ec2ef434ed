import { z } from 'zod';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { experimentArchived, requireExperiment } from '../experiments/require-experiment.ts';
import { traceArtifactUri } from '../mlflow/artifact-uri.ts';
import { requireRun } from '../runs/require-run.ts';
import { cutTo, exceeds } from '../text-length.ts';
import { plainValue } from './otlp/any-value.ts';
import { cleanText } from './otlp/clean-text.ts';
import type { OtlpSpan } from './otlp/read-spans.ts';
import { translateConventions } from './otlp/translate-conventions.ts';
import { type OpenTrace, openTraces } from './sql/open-traces.ts';
import { type TraceFacts, updateTraces } from './sql/update-traces.ts';
import { type TracePair, upsertPairs } from './sql/upsert-pairs.ts';
import { type SpanRow, upsertSpans } from './sql/upsert-spans.ts';
import { sumUsage, type UsageNode } from './sum-usage.ts';
import {
  artifactsTag,
  costKey,
  nameTag,
  sessionKey,
  sourceRunKey,
  spansTag,
  tokenUsageKey,
  traceTag,
  userKey,
} from './trace-tags.ts';

const previewLength = 1_000;
/** What spans say that they used, and the metadata that holds the sum of a trace. */
const usages = [
  { attribute: 'mlflow.chat.tokenUsage', key: tokenUsageKey },
  { attribute: 'mlflow.llm.cost', key: costKey },
];
const tagPrefix = 'mlflow.traceTag.';

const Usage = z.record(z.string(), z.number());

/** The attributes of a span as JSON has them. MLflow's client sends each of its own as JSON text. */
function attributesOf(span: Pick<OtlpSpan, 'attributes'>): Map<string, unknown> {
  return new Map(span.attributes.map(({ key, value }) => [key, plainValue(value)]));
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function textOf(value: unknown): string {
  // What was NUL in a JSON text inside an attribute is one again only now.
  return typeof value === 'string' ? cleanText(value) : JSON.stringify(value);
}

/** The beginning of what went in or came out, for lists. */
function preview(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = textOf(value);
  return exceeds(text, previewLength) ? `${cutTo(text, previewLength - 3)}...` : text;
}

function usageOf(attributes: Map<string, unknown>, attribute: string): Record<string, number> | undefined {
  const usage = Usage.safeParse(parsed(attributes.get(attribute)));
  return usage.success ? usage.data : undefined;
}

function spanRow(traceKey: bigint, span: OtlpSpan): SpanRow {
  const type = parsed(attributesOf(span).get('mlflow.spanType'));
  const { attributes, events, links, statusMessage } = span;
  return {
    traceKey,
    id: span.spanId,
    parentId: span.parentId,
    name: span.name.slice(0, 1_000).toWellFormed(),
    type: typeof type === 'string' ? cleanText(type.slice(0, 250)) : 'UNKNOWN',
    status: span.status,
    startNs: span.startNs,
    endNs: span.endNs,
    content: JSON.stringify({ attributes, events, links, statusMessage }),
  };
}

const milliseconds = (nanoseconds: bigint) => nanoseconds / 1_000_000n;

/**
 * Stores spans, and what they say of their traces where the client has not said it itself: begin and end, state,
 * previews, name, token usage. Traces that are not there yet are made in `experimentId` (0: the project's `Default`).
 * All of it or nothing.
 * @throws DomainError NOT_FOUND (experiment, run), CONFLICT (experiment archived)
 */
export async function logSpans({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number; spans: OtlpSpan[]; runId?: string | undefined };
}): Promise<void> {
  const experiment = await requireExperiment(ctx, input.experimentId);
  if (experiment.archivedAt) throw experimentArchived(experiment.id);
  if (input.runId !== undefined) await requireRun(ctx, input.runId);
  const byTrace = new Map<string, OtlpSpan[]>();
  for (const span of translateConventions(input.spans)) {
    const id = `tr-${span.traceId}`;
    const own = byTrace.get(id);
    if (own) own.push(span);
    else byTrace.set(id, [span]);
  }
  await withTransaction(ctx, async (tx) => {
    const traces = await openTraces(tx, {
      experimentId: experiment.id,
      traces: [...byTrace].map(([id, spans]) => ({ id, requestAt: begun(spans) })),
    });
    await upsertSpans(
      tx,
      traces.flatMap((trace) => (byTrace.get(trace.id) ?? []).map((span) => spanRow(trace.key, span))),
    );
    const told = traces.map((trace) =>
      describeTrace({
        trace,
        spans: byTrace.get(trace.id) ?? [],
        location: traceArtifactUri(experiment, trace.id),
        runId: input.runId,
      }),
    );
    await upsertPairs(tx, 'trace_tag', { pairs: told.flatMap((one) => one.tags) });
    await upsertPairs(tx, 'trace_tag', { pairs: told.flatMap((one) => one.firstTags), keep: true });
    await upsertPairs(tx, 'trace_metadata', { pairs: told.flatMap((one) => one.metadata), keep: true });
    await updateTraces(
      tx,
      told.map((one) => one.facts),
    );
    const { runId } = input;
    if (runId !== undefined) {
      await tx.db.traceRun.createMany({
        data: traces.map((trace) => ({ projectId: ctx.project.id, traceId: trace.id, runId })),
        skipDuplicates: true,
      });
    }
    for (const trace of traces) await sumUsages(tx, trace, byTrace.get(trace.id) ?? []);
  });
  // One for all of an experiment: a program under load makes many traces a second.
  announce(ctx, { topic: 'trace', id: String(experiment.id) });
}

function least(values: bigint[]): bigint | undefined {
  let found: bigint | undefined;
  for (const value of values) if (found === undefined || value < found) found = value;
  return found;
}

function greatest(values: bigint[]): bigint | undefined {
  let found: bigint | undefined;
  for (const value of values) if (found === undefined || value > found) found = value;
  return found;
}

/** When the first of the spans began, in milliseconds. */
function begun(spans: OtlpSpan[]): bigint {
  return milliseconds(least(spans.map((span) => span.startNs)) ?? 0n);
}

/** What the spans of one request say of their trace. */
function describeTrace({
  trace,
  spans,
  location,
  runId,
}: {
  trace: OpenTrace;
  spans: OtlpSpan[];
  location: string;
  runId: string | undefined;
}): { tags: TracePair[]; firstTags: TracePair[]; metadata: TracePair[]; facts: TraceFacts } {
  const traceKey = trace.key;
  const root = spans.find((span) => span.parentId === null);
  const attributes = root ? attributesOf(root) : new Map<string, unknown>();
  const tags: TracePair[] = [{ traceKey, key: spansTag, value: 'TRACKING_STORE' }];
  for (const [name, given] of attributes) {
    if (!name.startsWith(tagPrefix) || name.length === tagPrefix.length) continue;
    const [key, value] = traceTag(name.slice(tagPrefix.length).slice(0, 250), textOf(parsed(given)));
    tags.push({ traceKey, key, value });
  }
  const firstTags: TracePair[] = [{ traceKey, key: artifactsTag, value: location }];
  if (root) firstTags.push({ traceKey, key: nameTag, value: root.name });

  const metadata: TracePair[] = runId === undefined ? [] : [{ traceKey, key: sourceRunKey, value: runId }];
  // Of two that say the same the later one counts.
  for (const [name, key] of [
    ['gen_ai.conversation.id', sessionKey],
    ['session.id', sessionKey],
    ['user.id', userKey],
  ] as const) {
    const value = spans
      .map((span) => parsed(attributesOf(span).get(name)))
      .find((one) => one !== undefined && one !== null);
    if (value !== undefined) metadata.push({ traceKey, key, value: textOf(value).slice(0, 250) });
  }

  const requestAt = least([begun(spans), trace.requestAt]) ?? trace.requestAt;
  const last = greatest([
    ...spans.flatMap((span) => (span.endNs === null ? [] : [milliseconds(span.endNs)])),
    ...(trace.durationMs === null ? [] : [trace.requestAt + trace.durationMs]),
  ]);
  const open = trace.state === 'IN_PROGRESS' || trace.state === 'STATE_UNSPECIFIED';
  return {
    tags,
    firstTags,
    metadata,
    facts: {
      key: traceKey,
      requestAt: trace.finalized ? trace.requestAt : requestAt,
      durationMs: trace.finalized ? trace.durationMs : last === undefined ? null : last - requestAt,
      state: open && root ? (root.status === 'ERROR' ? 'ERROR' : 'OK') : trace.state,
      requestPreview: trace.requestPreview ?? preview(attributes.get('mlflow.spanInputs')) ?? null,
      responsePreview: trace.responsePreview ?? preview(attributes.get('mlflow.spanOutputs')) ?? null,
    },
  };
}

/** Keeps what a trace used as a whole, where the spans of this request say that they used something. */
async function sumUsages(tx: Ctx, trace: OpenTrace, spans: OtlpSpan[]): Promise<void> {
  for (const { attribute, key } of usages) {
    if (!spans.some((span) => usageOf(attributesOf(span), attribute))) continue;
    const sum = await sumOf(tx, trace, attribute);
    if (!sum) continue;
    const pairs = [{ traceKey: trace.key, key, value: JSON.stringify(sum) }];
    await upsertPairs(tx, 'trace_metadata', { pairs, keep: trace.finalized });
  }
}

const StoredContent = z.object({
  attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })),
});

/** What all spans that are stored used, so that it does not matter in how many requests they came. */
async function sumOf(tx: Ctx, trace: OpenTrace, attribute: string): Promise<Record<string, number> | undefined> {
  const rows = await tx.db.traceSpan.findMany({
    where: { traceKey: trace.key },
    select: { id: true, parentId: true, content: true },
  });
  const nodes = rows.map(({ id, parentId, content }): UsageNode => {
    const stored = StoredContent.safeParse(content);
    return { id, parentId, usage: stored.success ? usageOf(attributesOf(stored.data), attribute) : undefined };
  });
  return sumUsage(nodes);
}
