import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { createLogStream, formatRecord, parseLine } from './log-stream.ts';

test('a line of pino keeps its level, time and fields', () => {
  const line = '{"level":"warn","time":"2026-01-02T03:04:05.000Z","pid":7,"msg":"slow","ms":900}';
  expect(parseLine(line, 'web', 'info')).toEqual({
    level: 'warn',
    time: '2026-01-02T03:04:05.000Z',
    process: 'web',
    pid: 7,
    msg: 'slow',
    ms: 900,
  });
});

test('a line that is not JSON is a message, even when it begins like JSON', () => {
  expect(parseLine('{ not json', 'worker', 'warn')).toMatchObject({
    level: 'warn',
    process: 'worker',
    msg: '{ not json',
  });
});

test('lines that arrive in pieces are put together, and the last one needs no newline', async () => {
  const lines: string[] = [];
  const log = createLogStream({ human: false, colour: false, write: (line) => lines.push(line) });
  const stream = Readable.from([Buffer.from('{"msg":"on'), Buffer.from('e"}\n\ntw'), Buffer.from('o')]);
  log.attach('web', 'info', stream);
  await finished(stream);
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['one', 'two']);
});

test('a person reads clock, process, sentence, fields and the stack of an error', () => {
  const time = new Date(2026, 0, 2, 14, 3, 12).toISOString();
  const record = {
    level: 'error',
    time,
    process: 'web',
    pid: 7,
    msg: 'request',
    status: 500,
    error: { stack: 'Error: no\n    at x' },
  };
  expect(formatRecord(record, false)).toBe('14:03:12 web    error request  status=500\n  Error: no\n      at x');
});
