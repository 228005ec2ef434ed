import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../context.ts';
import { pool } from '../db/client.ts';
import { createRun } from '../runs/create-run.ts';
import { testDatabase } from '../testing/test-database.ts';
import { appendLogChunks, type LogPiece } from './append-log-chunks.ts';
import { logText } from './log-text.ts';
import { readLog } from './read-log.ts';

const t = await testDatabase();
let ctx: Ctx;
let runId: string;

beforeEach(async () => {
  ctx = await t.newCtx();
  ({ runId } = await createRun({ ctx, input: {} }));
});

const append = (pieces: LogPiece[]) => appendLogChunks(pool(), { runId, attempt: 1, pieces });
const out = (text: string): LogPiece => ({ stream: 'stdout', text });
const textOf = (items: { text: string }[]) => items.map((chunk) => chunk.text).join('');

test('follows a log: each page begins where the one before it ended', async () => {
  expect(await readLog({ ctx, input: { runId } })).toEqual({ items: [], last: null, more: false });
  await append([out('a\n'), { stream: 'stderr', text: 'b\n' }, out('c\n')]);
  const first = await readLog({ ctx, input: { runId, after: 0 } });
  expect(first.items.map((chunk) => [chunk.stream, chunk.text])).toEqual([
    ['stdout', 'a\n'],
    ['stderr', 'b\n'],
    ['stdout', 'c\n'],
  ]);
  const nothing = await readLog({ ctx, input: { runId, after: first.last ?? 0 } });
  expect(nothing).toEqual({ items: [], last: first.last, more: false });
  await append([out('d\n')]);
  expect(textOf((await readLog({ ctx, input: { runId, after: first.last ?? 0 } })).items)).toBe('d\n');
});

test('pages hold about as much as was asked, and reach everything from either end', async () => {
  for (let i = 0; i < 30; i++) await append([out(`${i} ${'x'.repeat(1_000)}\n`)]);
  const all = textOf((await readLog({ ctx, input: { runId, after: 0 } })).items);
  let forwards = '';
  let after = 0;
  for (let more = true; more; ) {
    const page = await readLog({ ctx, input: { runId, after, maxChars: 2_500 } });
    expect(page.items.length).toBeLessThanOrEqual(3);
    forwards += textOf(page.items);
    after = page.last ?? 0;
    more = page.more;
  }
  expect(forwards).toBe(all);
  const end = await readLog({ ctx, input: { runId, maxChars: 2_500 } });
  expect(end.items.at(-1)?.text.startsWith('29 ')).toBe(true);
  let backwards = textOf(end.items);
  for (let page = end; page.more; backwards = textOf(page.items) + backwards) {
    page = await readLog({ ctx, input: { runId, before: page.items[0]?.id ?? 0, maxChars: 2_500 } });
  }
  expect(backwards).toBe(all);
  expect(await new Response(await logText({ ctx, input: { runId } })).text()).toBe(all);
});

test('a chunk larger than the page still comes', async () => {
  await append([out('y'.repeat(5_000))]);
  expect((await readLog({ ctx, input: { runId, after: 0, maxChars: 10 } })).items).toHaveLength(1);
});

test('a reader that follows the ids misses nothing, however many write at once', async () => {
  const seen: string[] = [];
  let writing = true;
  const follow = (async () => {
    let after = 0;
    for (;;) {
      const last = !writing;
      const page = await readLog({ ctx, input: { runId, after } });
      seen.push(...page.items.map((chunk) => chunk.text));
      after = page.last ?? after;
      if (last && page.items.length === 0) return;
    }
  })();
  await Promise.all(
    Array.from({ length: 6 }, async (_, writer) => {
      for (let i = 0; i < 40; i++) await append([out(`${writer}-${i}a `), out(`${writer}-${i}b `)]);
    }),
  );
  writing = false;
  await follow;
  expect(seen).toHaveLength(480);
  expect(new Set(seen).size).toBe(480);
});

test('an attempt that lost its job writes no more lines, and other projects read none', async () => {
  const fence = { jobId: 'f'.repeat(32), workerId: 'w', attempt: 1 };
  expect(await appendLogChunks(pool(), { runId, attempt: 1, pieces: [out('late\n')], fence })).toBe(false);
  expect((await readLog({ ctx, input: { runId } })).items).toEqual([]);
  const other = await t.newCtx();
  await expect(readLog({ ctx: other, input: { runId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
