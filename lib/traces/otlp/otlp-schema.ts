import { Reader, Root, Type } from 'protobufjs/light.js';

// The messages of opentelemetry/proto that hold traces, with the fields we read; what else a producer sends is skipped.
// Numbers are OTLP 1.x: https://github.com/open-telemetry/opentelemetry-proto

const attributes = { rule: 'repeated', type: 'KeyValue' } as const;

const root = Root.fromJSON({
  nested: {
    AnyValue: {
      oneofs: {
        value: {
          oneof: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue'],
        },
      },
      fields: {
        stringValue: { type: 'string', id: 1 },
        boolValue: { type: 'bool', id: 2 },
        intValue: { type: 'int64', id: 3 },
        doubleValue: { type: 'double', id: 4 },
        arrayValue: { type: 'ArrayValue', id: 5 },
        kvlistValue: { type: 'KeyValueList', id: 6 },
        bytesValue: { type: 'bytes', id: 7 },
      },
    },
    ArrayValue: { fields: { values: { rule: 'repeated', type: 'AnyValue', id: 1 } } },
    KeyValueList: { fields: { values: { ...attributes, id: 1 } } },
    KeyValue: { fields: { key: { type: 'string', id: 1 }, value: { type: 'AnyValue', id: 2 } } },
    Resource: { fields: { attributes: { ...attributes, id: 1 } } },
    Status: { fields: { message: { type: 'string', id: 2 }, code: { type: 'int32', id: 3 } } },
    Event: {
      fields: {
        timeUnixNano: { type: 'fixed64', id: 1 },
        name: { type: 'string', id: 2 },
        attributes: { ...attributes, id: 3 },
      },
    },
    Link: {
      fields: {
        traceId: { type: 'bytes', id: 1 },
        spanId: { type: 'bytes', id: 2 },
        attributes: { ...attributes, id: 4 },
      },
    },
    Span: {
      fields: {
        traceId: { type: 'bytes', id: 1 },
        spanId: { type: 'bytes', id: 2 },
        parentSpanId: { type: 'bytes', id: 4 },
        name: { type: 'string', id: 5 },
        startTimeUnixNano: { type: 'fixed64', id: 7 },
        endTimeUnixNano: { type: 'fixed64', id: 8 },
        attributes: { ...attributes, id: 9 },
        events: { rule: 'repeated', type: 'Event', id: 11 },
        links: { rule: 'repeated', type: 'Link', id: 13 },
        status: { type: 'Status', id: 15 },
      },
    },
    ScopeSpans: { fields: { spans: { rule: 'repeated', type: 'Span', id: 2 } } },
    ResourceSpans: {
      fields: {
        resource: { type: 'Resource', id: 1 },
        scopeSpans: { rule: 'repeated', type: 'ScopeSpans', id: 2 },
      },
    },
    ExportTraceServiceRequest: { fields: { resourceSpans: { rule: 'repeated', type: 'ResourceSpans', id: 1 } } },
  },
});

const request = root.lookupType('ExportTraceServiceRequest');

root.resolveAll();

/** Messages inside a request. An empty one is two bytes sent and hundreds decoded. */
const mostMessages = 2_000_000;
const mostLevels = 200;

/** Counts the messages inside one, without making anything of them. @throws RangeError beyond `most` or too deep */
function countMessages(reader: Reader, of: { type: Type; end: number; most: number; level: number }): number {
  if (of.level > mostLevels) throw new RangeError(`it is nested deeper than ${mostLevels} levels`);
  let count = 0;
  while (reader.pos < of.end) {
    const tag = reader.uint32();
    const type = of.type.fieldsById[tag >>> 3]?.resolvedType;
    if ((tag & 7) !== 2 || !(type instanceof Type)) {
      reader.skipType(tag & 7);
      continue;
    }
    const length = reader.uint32();
    const end = Math.min(reader.pos + length, of.end);
    count += 1 + countMessages(reader, { type, end, most: of.most - count, level: of.level + 1 });
    if (count > of.most) throw new RangeError(`it has more than ${mostMessages} messages`);
  }
  return count;
}

/**
 * Decodes a protobuf export request to the object that OTLP's JSON has, but for ids and bytes: those are base64.
 * @throws RangeError for more messages, or deeper ones, than a request may have; Error for bytes that are no such message
 */
export function decodeExportRequest(bytes: Uint8Array): unknown {
  countMessages(Reader.create(bytes), { type: request, end: bytes.length, most: mostMessages, level: 0 });
  return request.toObject(request.decode(bytes), { longs: String, bytes: String, defaults: false });
}
