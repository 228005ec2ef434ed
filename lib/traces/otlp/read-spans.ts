import { z } from 'zod';
import { DomainError } from '../../errors.ts';
import { type KeyValue, readKeyValues } from './any-value.ts';
import { cleanText } from './clean-text.ts';
import { decodeExportRequest } from './otlp-schema.ts';

export type SpanStatus = 'OK' | 'ERROR' | 'UNSET';

export interface SpanEvent {
  name: string;
  /** Nanoseconds since 1970, as digits. */
  timeNs: string;
  attributes: KeyValue[];
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  attributes: KeyValue[];
}

/** A span as it came by OTLP. Ids are lower-case hex digits. */
export interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentId: string | null;
  name: string;
  startNs: bigint;
  endNs: bigint | null;
  status: SpanStatus;
  statusMessage: string;
  attributes: KeyValue[];
  events: SpanEvent[];
  links: SpanLink[];
}

const Nano = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().min(0)]).transform((value) => String(value));

/** A span in OTLP's JSON. `code` is a number or its name. */
const Incoming = z.object({
  traceId: z.string().default(''),
  spanId: z.string().default(''),
  parentSpanId: z.string().default(''),
  name: z.string().default(''),
  startTimeUnixNano: Nano.default('0'),
  endTimeUnixNano: Nano.default('0'),
  attributes: z.unknown().optional(),
  events: z
    .array(
      z.object({ name: z.string().default(''), timeUnixNano: Nano.default('0'), attributes: z.unknown().optional() }),
    )
    .default([]),
  links: z
    .array(
      z.object({ traceId: z.string().default(''), spanId: z.string().default(''), attributes: z.unknown().optional() }),
    )
    .default([]),
  status: z
    .object({ message: z.string().default(''), code: z.union([z.number(), z.string()]).default(0) })
    .default({ message: '', code: 0 }),
});

const Request = z.object({
  resourceSpans: z
    .array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Incoming).default([]) })).default([]) }))
    .default([]),
});

const statusOf = new Map<number | string, SpanStatus>([
  [1, 'OK'],
  ['STATUS_CODE_OK', 'OK'],
  [2, 'ERROR'],
  ['STATUS_CODE_ERROR', 'ERROR'],
]);
const largestNs = 2n ** 63n - 1n;

function hexOfBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('hex');
}

function readSpan(span: z.output<typeof Incoming>, hex: (text: string) => string): OtlpSpan {
  const id = (text: string, digits: number, name: string, optional = false) => {
    const value = hex(text).toLowerCase();
    if (optional && value === '') return '';
    if (value.length !== digits || !/^[0-9a-f]+$/.test(value) || /^0+$/.test(value)) {
      throw new RangeError(`${name} must have ${digits / 2} bytes that are not all zero`);
    }
    return value;
  };
  const nanoseconds = (text: string, name: string) => {
    const value = BigInt(text);
    if (value > largestNs) throw new RangeError(`${name} is beyond 2^63 - 1 nanoseconds`);
    return value;
  };
  const endNs = nanoseconds(span.endTimeUnixNano, 'end_time_unix_nano');
  return {
    traceId: id(span.traceId, 32, 'trace_id'),
    spanId: id(span.spanId, 16, 'span_id'),
    parentId: id(span.parentSpanId, 16, 'parent_span_id', true) || null,
    name: cleanText(span.name),
    startNs: nanoseconds(span.startTimeUnixNano, 'start_time_unix_nano'),
    endNs: endNs === 0n ? null : endNs,
    status: statusOf.get(span.status.code) ?? 'UNSET',
    statusMessage: cleanText(span.status.message),
    attributes: readKeyValues(span.attributes),
    events: span.events.map((event) => ({
      name: cleanText(event.name),
      timeNs: event.timeUnixNano,
      attributes: readKeyValues(event.attributes),
    })),
    links: span.links.map((link) => ({
      traceId: hex(link.traceId).toLowerCase(),
      spanId: hex(link.spanId).toLowerCase(),
      attributes: readKeyValues(link.attributes),
    })),
  };
}

/** Objects and lists of a request as JSON, counted with those in its texts: 40 million {} are 120 MB, and gigabytes once parsed. */
const mostParts = 2_000_000;

function parseJson(bytes: Uint8Array): unknown {
  let parts = 0;
  for (const byte of bytes) if (byte === 0x7b || byte === 0x5b) parts += 1;
  if (parts > mostParts) throw new RangeError(`it has more than ${mostParts} objects and lists`);
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

/**
 * The spans of an OTLP export request.
 * @param encoding protobuf, or OTLP's JSON, where ids are hex digits
 * @throws DomainError INVALID_INPUT for anything that is no such request, or holds no span
 */
export function readSpans(bytes: Uint8Array, encoding: 'protobuf' | 'json'): OtlpSpan[] {
  let spans: OtlpSpan[];
  try {
    const given: unknown = encoding === 'json' ? parseJson(bytes) : decodeExportRequest(bytes);
    const hex = encoding === 'json' ? (text: string) => text : hexOfBase64;
    spans = Request.parse(given).resourceSpans.flatMap((resource) =>
      resource.scopeSpans.flatMap((scope) => scope.spans.map((span) => readSpan(span, hex))),
    );
  } catch (cause) {
    const why = cause instanceof RangeError ? `: ${cause.message}` : '';
    throw new DomainError('INVALID_INPUT', `Invalid OpenTelemetry format${why}.`, {
      hint: 'Send an ExportTraceServiceRequest as application/x-protobuf or application/json.',
      cause,
    });
  }
  if (spans.length === 0) throw new DomainError('INVALID_INPUT', 'Invalid OpenTelemetry format - no spans found.');
  return spans;
}
