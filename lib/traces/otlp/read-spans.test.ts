import { describe, expect, test } from 'vitest';
import { readSpans } from './read-spans.ts';

const traceId = '5ac2c884fcebb6c03d57968cdcc1739f';
const spanId = 'd7743b53548afcb4';

const jsonSpan = {
  traceId,
  spanId,
  name: 'outer',
  startTimeUnixNano: '1795787254894639982',
  endTimeUnixNano: '1795787256539980133',
  attributes: [
    { key: 'a', value: { intValue: '9007199254740993' } },
    {
      key: 'b',
      value: { kvlistValue: { values: [{ key: 'x', value: { arrayValue: { values: [{ boolValue: true }, {}] } } }] } },
    },
    { key: 'c', value: { doubleValue: 'NaN' } },
  ],
  events: [{ name: 'ev', timeUnixNano: '1', attributes: [{ key: 'k', value: { stringValue: 'v' } }] }],
  status: { code: 'STATUS_CODE_ERROR', message: 'no' },
};
const json = (...spans: unknown[]) => Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));

/** Length-delimited field of a protobuf message. */
function field(number: number, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const length: number[] = [];
  for (let rest = bytes.length; ; rest >>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), bytes]);
}

function fixed64(number: number, value: bigint): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = (number << 3) | 1;
  bytes.writeBigUInt64LE(value, 1);
  return bytes;
}

const protobufSpan = (nested: Buffer = Buffer.from([0x18, 3])) =>
  field(
    2,
    Buffer.concat([
      field(1, Buffer.from(traceId, 'hex')),
      field(2, Buffer.from(spanId, 'hex')),
      field(5, 'outer'),
      fixed64(7, 1795787254894639982n),
      fixed64(8, 1795787256539980133n),
      field(9, Buffer.concat([field(1, 'a'), field(2, nested)])),
      field(15, Buffer.from([0x18, 1])),
      // A field of a later version is skipped.
      field(99 & 15, Buffer.from([0x18, 1])),
    ]),
  );
const protobuf = (span = protobufSpan()) => field(1, field(2, span));

describe('readSpans', () => {
  test('reads OTLP JSON without losing a digit', () => {
    expect(readSpans(json(jsonSpan), 'json')).toEqual([
      {
        traceId,
        spanId,
        parentId: null,
        name: 'outer',
        startNs: 1795787254894639982n,
        endNs: 1795787256539980133n,
        status: 'ERROR',
        statusMessage: 'no',
        attributes: [
          { key: 'a', value: { int_value: '9007199254740993' } },
          {
            key: 'b',
            value: {
              kvlist_value: { values: [{ key: 'x', value: { array_value: { values: [{ bool_value: true }, {}] } } }] },
            },
          },
          { key: 'c', value: { double_value: 'NaN' } },
        ],
        events: [{ name: 'ev', timeNs: '1', attributes: [{ key: 'k', value: { string_value: 'v' } }] }],
        links: [],
      },
    ]);
  });

  test('reads OTLP protobuf', () => {
    expect(readSpans(protobuf(), 'protobuf')).toMatchObject([
      {
        traceId,
        spanId,
        name: 'outer',
        startNs: 1795787254894639982n,
        endNs: 1795787256539980133n,
        status: 'OK',
        attributes: [{ key: 'a', value: { int_value: 3 } }],
      },
    ]);
  });

  test('takes text that PostgreSQL cannot hold as well as it can be held', () => {
    const [span] = readSpans(json({ ...jsonSpan, name: 'a\u0000b' }), 'json');
    expect(span?.name).toBe('a\ufffdb');
  });

  let deep: Buffer = Buffer.from([0x18, 3]);
  for (let level = 0; level < 200; level += 1) deep = field(5, field(1, deep));

  test.each([
    ['nothing', Buffer.from(''), 'protobuf'],
    ['other bytes', Buffer.from('hello there'), 'protobuf'],
    ['a cut message', protobuf().subarray(0, 40), 'protobuf'],
    ['a value of 200 levels', protobuf(protobufSpan(deep)), 'protobuf'],
    ['millions of empty messages', Buffer.alloc(4_000_002, Buffer.from([0x0a, 0])), 'protobuf'],
    ['no JSON', Buffer.from('{'), 'json'],
    ['JSON of another kind', Buffer.from('[]'), 'json'],
    [
      'JSON of millions of objects',
      Buffer.concat([json(jsonSpan).subarray(0, -1), Buffer.from(`,"x":[${'{},'.repeat(2_000_000)}{}]}`)]),
      'json',
    ],
    ['no spans', json(), 'json'],
    ['a span without trace_id', json({ ...jsonSpan, traceId: '' }), 'json'],
    ['a span without span_id', json({ ...jsonSpan, spanId: '0000000000000000' }), 'json'],
    ['an id of letters', json({ ...jsonSpan, traceId: 'z'.repeat(32) }), 'json'],
    ['a time beyond all times', json({ ...jsonSpan, startTimeUnixNano: '18446744073709551615' }), 'json'],
  ] as const)('refuses %s', (_, bytes, encoding) => {
    expect(() => readSpans(bytes, encoding)).toThrow(/^Invalid OpenTelemetry format/);
  });
});
