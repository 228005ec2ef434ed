import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';
import type { Platform } from '../platform.ts';
import { randomFrom } from '../tracking/workload.ts';
import { panelKeys, panelValue } from './panel-curves.ts';

/** Begins the names of their experiments, by which they are found to be taken away. */
const prefix = 'live runs of a bench';
const stepsBefore = 300;

export interface LiveRuns {
  experimentId: number;
  runIds: string[];
}

/** Runs that go on, each with 30 metrics that have some history, made as a client makes them. */
export async function makeLiveRuns(platform: Platform, count: number): Promise<LiveRuns> {
  const { id: experimentId } = await platform.post(
    '/experiments',
    { name: `${prefix} ${Date.now()}`, primaryMetric: 'val/accuracy', metricDirection: 'max' },
    z.object({ id: z.number() }),
  );
  const runIds: string[] = [];
  for (let run = 0; run < count; run += 1) {
    const body = { experimentId, name: `live ${run}` };
    const { id } = await platform.post('/runs', body, z.object({ id: z.string() }));
    await send(platform.url, id, points({ run, fromStep: 0, steps: stepsBefore }));
    runIds.push(id);
  }
  return { experimentId, runIds };
}

/** Takes away what earlier benches have made, from a database that is kept. */
export async function dropLiveRuns(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const runs =
    'SELECT r.id FROM traza.run r JOIN traza.experiment e ON e.id = r.experiment_id WHERE starts_with(e.name, $1)';
  await client.query(
    `DELETE FROM traza.metric_hot WHERE series_id IN (SELECT id FROM traza.metric_series WHERE run_id IN (${runs}))`,
    [prefix],
  );
  await client.query(`DELETE FROM traza.run WHERE id IN (${runs})`, [prefix]);
  await client.query('DELETE FROM traza.experiment WHERE starts_with(name, $1)', [prefix]);
  await client.end();
}

/**
 * Gives each run a point of each metric every second, the runs one after another within the second, until it is
 * stopped. Steps go on where the last writing ended.
 */
export class LiveWriting {
  readonly #url: string;
  readonly #runIds: readonly string[];
  #step = stepsBefore;
  #stopping = new AbortController();
  #going: Promise<void> = Promise.resolve();
  #sent = 0;

  constructor({ url, runs }: { url: string; runs: LiveRuns }) {
    this.#url = url;
    this.#runIds = runs.runIds;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#sent = 0;
    this.#going = this.#go(this.#stopping.signal);
    // Told by stop().
    this.#going.catch(() => {});
  }

  /** @returns how many batches were taken @throws Error when one was refused */
  async stop(): Promise<number> {
    this.#stopping.abort();
    await this.#going;
    return this.#sent;
  }

  async #go(signal: AbortSignal): Promise<void> {
    const begun = performance.now();
    const sending = new Set<Promise<void>>();
    for (let round = 0; !signal.aborted; round += 1) {
      for (const [run, runId] of this.#runIds.entries()) {
        const due = begun + 1000 * (round + run / this.#runIds.length);
        await delay(Math.max(0, due - performance.now()));
        if (signal.aborted) break;
        const one = send(this.#url, runId, points({ run, fromStep: this.#step, steps: 1 })).then(() => {
          this.#sent += 1;
          sending.delete(one);
        });
        sending.add(one);
      }
      this.#step += 1;
    }
    await Promise.all(sending);
  }
}

function points(of: { run: number; fromStep: number; steps: number }) {
  const random = randomFrom(of.run * 100_000 + of.fromStep);
  return Array.from({ length: of.steps }, (_, index) => of.fromStep + index).flatMap((step) =>
    panelKeys.map((key) => ({ key, value: panelValue({ key, step, random }), step })),
  );
}

async function send(url: string, runId: string, metrics: object[]): Promise<void> {
  const answer = await fetch(`${url}/api/v1/runs/${runId}/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ metrics }),
  });
  if (!answer.ok) throw new Error(`A batch of run ${runId}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}
