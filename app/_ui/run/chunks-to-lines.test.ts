import { expect, test } from 'vitest';
import type { LogChunkAnswer } from '#lib/logs/schema.ts';
import { chunksToLines } from './chunks-to-lines.ts';

const chunk = (id: number, text: string, part: Partial<LogChunkAnswer> = {}): LogChunkAnswer => ({
  id,
  text,
  attempt: 1,
  stream: 'stdout',
  at: `2026-11-25T13:00:0${id}.000Z`,
  ...part,
});
const shown = (chunks: LogChunkAnswer[]) => chunksToLines(chunks).map((line) => line.text);

test('a line cut between two pieces is one line, also when another stream writes in between', () => {
  const lines = chunksToLines([
    chunk(1, 'epoch 1\nepo'),
    chunk(2, 'warning\n', { stream: 'stderr' }),
    chunk(3, 'ch 2\n'),
  ]);
  expect(lines.map((line) => [line.number, line.text, line.stream])).toEqual([
    [1, 'epoch 1', 'stdout'],
    [2, 'epoch 2', 'stdout'],
    [3, 'warning', 'stderr'],
  ]);
  expect(lines[1]?.time).toBe('2026-11-25T13:00:01.000Z');
});

test('empty lines stay, an ended log gets none added, carriage returns are left for the view', () => {
  expect(shown([chunk(1, 'a\n\nb\n')])).toEqual(['a', '', 'b']);
  expect(shown([chunk(1, '10 %\r20 %')])).toEqual(['10 %\r20 %']);
  expect(shown([])).toEqual([]);
});

test('an attempt does not go on with the line another attempt left open', () => {
  expect(shown([chunk(1, 'killed in the mid'), chunk(2, 'again\n', { attempt: 2 })])).toEqual([
    'killed in the mid',
    'again',
  ]);
});
