import pino from 'pino';
import { expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { pool } from '../../db/client.ts';
import { createRun } from '../../runs/create-run.ts';
import { flushHeard } from '../../runs/heard.ts';
import { logBatch } from '../../runs/log-batch.ts';
import { readSeries } from '../read-series.ts';
import { Sealer } from './sealer.ts';

const t = await testDatabase();

function newSealer(rest: (busyMs: number) => Promise<void> = async () => {}) {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => lines.push(line) });
  return { sealer: new Sealer({ log, signal: new AbortController().signal, rest }), lines };
}

async function runWith(metrics: Record<string, number>) {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: {} });
  for (const [key, count] of Object.entries(metrics)) {
    const points = Array.from({ length: count }, (_, step) => ({ key, value: step / 3, step, at: step }));
    await logBatch({ ctx, input: { runId, metrics: points } });
  }
  await flushHeard();
  return { ctx, runId };
}

async function hotOf(runId: string): Promise<Record<string, number>> {
  const { rows } = await pool().query('SELECT key, hot FROM traza.metric_series WHERE run_id = $1', [runId]);
  return Object.fromEntries(rows.map((row) => [row.key, row.hot]));
}

/** As if the last word of a run had been said so long ago. */
async function silence(runId: string, ago: string): Promise<void> {
  await pool().query('UPDATE traza.run SET last_word_at = now() - $2::interval WHERE id = $1', [runId, ago]);
}

test('seals long series while they are written, and the rest when the run is silent for a minute', async () => {
  const { ctx, runId } = await runWith({ long: 1_024, short: 1_023, few: 3 });
  const { sealer } = newSealer();
  expect(await sealer.round()).toEqual({ points: 1_024 });
  expect(await hotOf(runId)).toEqual({ long: 0, short: 1_023, few: 3 });
  await silence(runId, '50 seconds');
  expect(await sealer.round()).toEqual({ points: 0 });
  await silence(runId, '2 minutes');
  expect(await sealer.round()).toEqual({ points: 1_023 });
  expect(await hotOf(runId)).toEqual({ long: 0, short: 0, few: 3 });
  for (const [key, count] of Object.entries({ long: 1_024, short: 1_023, few: 3 })) {
    expect(await readSeries({ ctx, input: { runId, key } })).toMatchObject({ count });
  }
});

test('looks at a sealed run again only when it has been written since', async () => {
  const { ctx, runId } = await runWith({ loss: 100 });
  const { sealer } = newSealer();
  await silence(runId, '2 minutes');
  expect(await sealer.round()).toEqual({ points: 100 });
  const sealedAt = async () => (await ctx.db.run.findUniqueOrThrow({ where: { id: runId } })).sealedAt;
  const first = await sealedAt();
  expect(first).not.toBeNull();
  await sealer.round();
  expect(await sealedAt()).toEqual(first);
  await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', value: 1, step: 500 }] } });
  await flushHeard();
  await pool().query("UPDATE traza.run SET last_word_at = sealed_at + interval '1 second' WHERE id = $1", [runId]);
  expect(await sealer.round()).toEqual({ points: 1 });
  expect(await sealedAt()).not.toEqual(first);
});

test('seals runs of jobs, which say no words, when they have ended', async () => {
  const { runId } = await runWith({ loss: 50 });
  await pool().query('UPDATE traza.run SET last_word_at = NULL, ended_at = NULL WHERE id = $1', [runId]);
  const { sealer } = newSealer();
  expect(await sealer.round()).toEqual({ points: 0 });
  await pool().query("UPDATE traza.run SET ended_at = now() - interval '11 seconds' WHERE id = $1", [runId]);
  expect(await sealer.round()).toEqual({ points: 50 });
  expect(await sealer.round()).toEqual({ points: 0 });
});

test('goes on when one series cannot be sealed, and says so once', async () => {
  const { runId } = await runWith({ good: 2_000, bad: 2_000 });
  const { sealer, lines } = newSealer();
  await pool().query(
    `INSERT INTO traza.metric_block (series_id, level, index, count, first_step, last_step, min_at, max_at, body)
     SELECT id, 0, 0, 5, 0, 9, 0, 9, '\\x63' FROM traza.metric_series WHERE run_id = $1 AND key = 'bad'`,
    [runId],
  );
  expect(await sealer.round()).toEqual({ points: 2_000 });
  expect(await hotOf(runId)).toEqual({ good: 0, bad: 2_000 });
  await sealer.round();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('cannot be sealed');
});

test('rests after each transaction, and shares the work with other sealers', async () => {
  const { ctx, runId } = await runWith(Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`m${i}`, 10])));
  await silence(runId, '2 minutes');
  const rests: number[] = [];
  const one = newSealer(async (busyMs) => void rests.push(busyMs)).sealer;
  const other = newSealer().sealer;
  const [first, second] = await Promise.all([one.round(), other.round()]);
  expect(first.points + second.points).toBe(1_300);
  expect(rests.length).toBeGreaterThanOrEqual(1);
  expect(Math.max(...Object.values(await hotOf(runId)))).toBe(0);
  expect(await readSeries({ ctx, input: { runId, key: 'm7' } })).toMatchObject({ count: 10 });
});

test('stops within a round when it is told to', async () => {
  const { runId } = await runWith({ a: 2_000, b: 2_000 });
  const stop = new AbortController();
  const sealer = new Sealer({
    log: pino({ level: 'silent' }),
    signal: stop.signal,
    rest: async () => stop.abort(),
  });
  await pool().query('UPDATE traza.metric_series SET hot = 70000 WHERE run_id = $1', [runId]);
  expect(await sealer.round()).toEqual({ points: 2_000 });
  // A count that promises more than there is does not keep it busy for ever.
  expect(await newSealer().sealer.round()).toEqual({ points: 2_000 });
});
