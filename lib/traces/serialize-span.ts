import { z } from 'zod';
import { SpanAnswer } from './answer-schema.ts';
import type { LoadedSpan } from './get-traces.ts';
import { type AnyValue, plainValue } from './otlp/any-value.ts';
import { parsedOrText } from './serialize-trace.ts';

type Json = SpanAnswer['inputs'];

const inputsKey = 'mlflow.spanInputs';
const outputsKey = 'mlflow.spanOutputs';
/** Said by other fields. */
const told = new Set([inputsKey, outputsKey, 'mlflow.spanType', 'mlflow.traceRequestId']);

const Pairs = z.array(z.object({ key: z.string(), value: z.custom<AnyValue>() })).default([]);
const Content = z.object({
  attributes: Pairs,
  events: z.array(z.object({ name: z.string(), timeNs: z.string(), attributes: Pairs })).default([]),
  statusMessage: z.string().default(''),
});

/** A span's row as the API shows it. @param beganNs when the trace began, in nanoseconds since 1970 */
export function serializeSpan(row: LoadedSpan, beganNs: bigint): SpanAnswer {
  const { attributes, events, statusMessage } = Content.parse(row.content);
  const values = readPairs(attributes);
  const after = (ns: bigint) => Number(ns - beganNs) / 1e6;
  return {
    id: row.id,
    parentId: row.parentId,
    name: row.name,
    type: row.type === 'UNKNOWN' ? '' : row.type,
    status: SpanAnswer.shape.status.catch('UNSET').parse(row.status),
    message: statusMessage,
    startMs: after(row.startNs),
    durationMs: row.endNs === null ? null : Number(row.endNs - row.startNs) / 1e6,
    inputs: values[inputsKey] ?? null,
    outputs: values[outputsKey] ?? null,
    attributes: Object.fromEntries(Object.entries(values).filter(([key]) => !told.has(key))),
    events: events.map((event) => ({
      name: event.name,
      atMs: after(BigInt(event.timeNs)),
      attributes: readPairs(event.attributes),
    })),
  };
}

/** MLflow's clients write the values of attributes as JSON in texts. */
function readPairs(pairs: z.infer<typeof Pairs>): Record<string, Json> {
  return Object.fromEntries(
    pairs.map(({ key, value }) => {
      const plain = plainValue(value);
      return [key, typeof plain === 'string' ? parsedOrText(plain) : (plain as Json)];
    }),
  );
}
