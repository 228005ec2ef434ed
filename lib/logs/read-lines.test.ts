import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../context.ts';
import { pool } from '../db/client.ts';
import { createRun } from '../runs/create-run.ts';
import { testDatabase } from '../testing/test-database.ts';
import { appendLogChunks, type LogPiece } from './append-log-chunks.ts';
import { readLines } from './read-lines.ts';
import { searchLog } from './search-log.ts';

const t = await testDatabase();
let ctx: Ctx;
let runId: string;

beforeEach(async () => {
  ctx = await t.newCtx();
  ({ runId } = await createRun({ ctx, input: {} }));
});

const append = (pieces: LogPiece[], attempt = 1) => appendLogChunks(pool(), { runId, attempt, pieces });
const out = (text: string): LogPiece => ({ stream: 'stdout', text });
const err = (text: string): LogPiece => ({ stream: 'stderr', text });
const read = (input: { from?: number; count?: number; attempt?: number } = {}) =>
  readLines({ ctx, input: { runId, ...input } });
const texts = async (input: Parameters<typeof read>[0] = {}) =>
  (await read(input)).items.map((line) => `${line.number} ${line.stream} ${line.text}`);

test('a line cut between two pieces is one line, also when another stream writes in between', async () => {
  await append([out('epoch 1\nepo'), err('warning\n'), out('ch 2\n')]);
  expect(await texts()).toEqual(['1 stdout epoch 1', '2 stdout epoch 2', '3 stderr warning']);
});

test('empty lines stay, an ended log gets none added, progress bars are their last state', async () => {
  await append([out('a\n\nb\n'), out('10 %\r'), out('20 %\r'), out('')]);
  expect(await read()).toMatchObject({ total: 4, open: 4 });
  expect(await texts()).toEqual(['1 stdout a', '2 stdout ', '3 stdout b', '4 stdout 20 %']);
  await append([out('done\n')]);
  expect(await read({ from: 4 })).toMatchObject({ total: 4, open: null, items: [{ text: 'done' }] });
});

test('an attempt does not go on with the line another attempt left open, and can be read alone', async () => {
  await append([out('killed in the mid')]);
  await append([out('again\n')], 2);
  expect(await texts()).toEqual(['1 stdout killed in the mid', '2 stdout again']);
  expect(await texts({ attempt: 2 })).toEqual(['1 stdout again']);
  expect((await read()).attempts).toEqual([1, 2]);
});

test('any lines of a log of many blocks are read by their numbers, whatever streams interrupt them', async () => {
  const lines = 12_000;
  let text = '';
  for (let number = 1; number <= lines; number++) text += `line ${number} ${'x'.repeat(50)}\n`;
  // Pieces end anywhere; a bar on the other stream goes on from the beginning to the end.
  for (let at = 0; at < text.length; at += 9_001)
    await append([out(text.slice(at, at + 9_001)), err(`\r${at} of all`)]);
  const { total } = await read();
  expect(total).toBe(lines + 1);
  for (const from of [1, 2_345, 6_000, 11_990]) {
    const { items } = await read({ from, count: 8 });
    expect(items.map((line) => line.number)).toEqual(Array.from({ length: 8 }, (_, index) => from + index));
    for (const line of items.filter((each) => each.stream === 'stdout'))
      expect([line.number, line.number - 1]).toContain(Number(/^line (\d+) x{50}$/.exec(line.text)?.[1]));
  }
  const bar = (await read({ from: 1, count: 400 })).items.find((line) => line.stream === 'stderr');
  expect(bar?.text).toBe(`${Math.floor((text.length - 1) / 9_001) * 9_001} of all`);
  expect((await read({ from: total })).items.at(-1)?.text).toContain(`line ${lines} `);
  await append([err('\n')]);
  expect(await read({ from: 1, count: 1 })).toMatchObject({ total: lines + 1, open: null });
});

test('a search looks through all lines, cut ones too, as they are shown, and goes on where it ended', async () => {
  await append([out('loss \u001b[31mN'), err('nothing\n'), out('aN\u001b[0m at 3\n'), out('nan\rfine\n')]);
  const search = (text: string, from?: number) => searchLog({ ctx, input: { runId, text, from } });
  expect(await search('NAN')).toEqual({ matches: [1], scanned: 3, complete: true });
  await append([out('the next Na')]);
  expect(await search('nan', 4)).toEqual({ matches: [], scanned: 3, complete: true });
  await append([out('N\n')]);
  expect(await search('nan', 4)).toEqual({ matches: [4], scanned: 4, complete: true });
});

test('a line too long to show is cut and says so; other projects read nothing', async () => {
  await append([out(`${'y'.repeat(25_000)}\n`)]);
  expect((await read()).items[0]).toMatchObject({ more: 5_000 });
  const other = await t.newCtx();
  await expect(readLines({ ctx: other, input: { runId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(searchLog({ ctx: other, input: { runId, text: 'y' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
