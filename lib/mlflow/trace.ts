import { z } from 'zod';
import { TraceId, type TraceInput, TraceState } from '../traces/schema.ts';
import { type AssessmentRow, assessmentInput, mlflowAssessment, WireAssessment } from './assessment.ts';
import { readExperimentId } from './experiment-id.ts';
import { whyNoKey } from './names.ts';
import { ProtoDuration, ProtoTime, protoDuration, protoTime } from './proto-time.ts';
import { OptionalInt, OptionalText, repeated } from './wire.ts';

/** An experiment id as clients write it; 0 is the project's `Default`. */
export const ExperimentIdText = z.union([z.string(), z.number()]).transform((text, ctx) => {
  const id = readExperimentId(String(text));
  if (id !== undefined) return id;
  ctx.addIssue({ code: 'custom', message: 'must be the id of an experiment', input: text });
  return z.NEVER;
});

/** Where a trace lies. We keep traces of experiments only. */
export const TraceLocation = z.object({ mlflow_experiment: z.object({ experiment_id: ExperimentIdText }) });

/** The key of a tag, by MLflow's rule. */
export const TagKey = z
  .string()
  .min(1)
  .check((payload) => {
    const why = whyNoKey(payload.value);
    if (why) payload.issues.push({ code: 'custom', message: why, input: payload.value });
  });

/** Ids of traces, at most a thousand at once. */
export const TraceIds = repeated(z.string()).pipe(z.array(z.string()).max(1_000, 'must have at most 1000 items'));

/** delete-traces: by ids, or by age and at most so many. */
export const DeleteTraces = z
  .object({
    experiment_id: ExperimentIdText,
    max_timestamp_millis: OptionalInt,
    max_traces: OptionalInt,
    request_ids: repeated(z.string()),
    trace_ids: repeated(z.string()),
  })
  .transform((input) => ({
    experimentId: input.experiment_id,
    until: input.max_timestamp_millis,
    most: input.max_traces,
    ids: [...input.request_ids, ...input.trace_ids],
  }));

const Texts = z.record(z.string(), z.string()).default({});

/** A whole trace without its spans, as clients send it. */
export const WireTraceInfo = z.object({
  trace_id: TraceId,
  client_request_id: OptionalText,
  trace_location: TraceLocation,
  request_preview: OptionalText,
  response_preview: OptionalText,
  request_time: ProtoTime,
  execution_duration: ProtoDuration.nullish(),
  state: TraceState.default('STATE_UNSPECIFIED'),
  trace_metadata: Texts,
  tags: Texts,
  assessments: z.array(WireAssessment).default([]),
});

/** What a client said of a trace, as we keep it. */
export function traceInput(info: z.infer<typeof WireTraceInfo>, now: Date): TraceInput {
  return {
    id: info.trace_id,
    experimentId: info.trace_location.mlflow_experiment.experiment_id,
    state: info.state,
    requestAt: info.request_time,
    durationMs: info.execution_duration ?? null,
    clientRequestId: info.client_request_id ?? null,
    requestPreview: info.request_preview ?? null,
    responsePreview: info.response_preview ?? null,
    metadata: info.trace_metadata,
    tags: info.tags,
    assessments: info.assessments.flatMap((one) => assessmentInput(one, now) ?? []),
  };
}

export interface TraceRow {
  id: string;
  experimentId: number;
  state: string;
  requestAt: bigint;
  durationMs: bigint | null;
  clientRequestId: string | null;
  requestPreview: string | null;
  responsePreview: string | null;
  tags: { key: string; value: string }[];
  metadata: { key: string; value: string }[];
  assessments: AssessmentRow[];
}

const pairs = (rows: { key: string; value: string }[]) =>
  Object.fromEntries(rows.map(({ key, value }) => [key, value]));

/**
 * What is known of a trace beside its spans, in MLflow's shape.
 * @param experimentId the id under which its clients know the experiment
 */
export function mlflowTraceInfo(row: TraceRow, experimentId: string) {
  return {
    trace_id: row.id,
    ...(row.clientRequestId === null ? {} : { client_request_id: row.clientRequestId }),
    trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: experimentId } },
    request_time: protoTime(Number(row.requestAt)),
    ...(row.durationMs === null ? {} : { execution_duration: protoDuration(Number(row.durationMs)) }),
    state: row.state,
    trace_metadata: pairs(row.metadata),
    ...(row.assessments.length > 0 ? { assessments: row.assessments.map((one) => mlflowAssessment(one, row.id)) } : {}),
    tags: pairs(row.tags),
    ...(row.requestPreview === null ? {} : { request_preview: row.requestPreview }),
    ...(row.responsePreview === null ? {} : { response_preview: row.responsePreview }),
  };
}

/** A span's row: `content` holds attributes, events and links as they came, in OTLP's JSON. */
export interface SpanRow {
  id: string;
  parentId: string | null;
  name: string;
  status: string;
  startNs: bigint;
  endNs: bigint | null;
  content: unknown;
}

const KeyValues = z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })).default([]);
const Content = z.object({
  attributes: KeyValues,
  events: z.array(z.object({ name: z.string(), timeNs: z.string(), attributes: KeyValues })).default([]),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string(), attributes: KeyValues })).default([]),
  statusMessage: z.string().default(''),
});

const requestIdAttribute = 'mlflow.traceRequestId';
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

/** A span in the protobuf JSON of OpenTelemetry that MLflow's clients read. */
export function mlflowSpan(row: SpanRow, traceId: string) {
  const { attributes, events, links, statusMessage } = Content.parse(row.content);
  return {
    trace_id: base64(traceId.replace(/^tr-/, '')),
    span_id: base64(row.id),
    ...(row.parentId === null ? {} : { parent_span_id: base64(row.parentId) }),
    name: row.name,
    // Nanoseconds are beyond the safe integers: protobuf's JSON takes them as text.
    start_time_unix_nano: String(row.startNs),
    ...(row.endNs === null ? {} : { end_time_unix_nano: String(row.endNs) }),
    attributes: [
      { key: requestIdAttribute, value: { string_value: traceId } },
      ...attributes.filter(({ key }) => key !== requestIdAttribute),
    ],
    ...(events.length > 0
      ? {
          events: events.map((event) => ({
            time_unix_nano: event.timeNs,
            name: event.name,
            ...(event.attributes.length > 0 ? { attributes: event.attributes } : {}),
          })),
        }
      : {}),
    ...(links.length > 0
      ? {
          links: links.map((link) => ({
            trace_id: base64(link.traceId),
            span_id: base64(link.spanId),
            ...(link.attributes.length > 0 ? { attributes: link.attributes } : {}),
          })),
        }
      : {}),
    ...(row.status === 'UNSET'
      ? {}
      : { status: { code: `STATUS_CODE_${row.status}`, ...(statusMessage ? { message: statusMessage } : {}) } }),
  };
}
