import { chooseConnections } from './choose-connections.ts';
import type { Target } from './http-caller.ts';
import { MlflowSession } from './mlflow-session.ts';
import { type LoadResult, toRate } from './run-load.ts';
import type { Rate, Side } from './side.ts';
import { benchRun } from './workload.ts';
import { writeRun } from './write-run.ts';

const writers = 4;
/** Both sides are warm alike: a count of runs would be seconds of the one and a moment of the other. */
const warmSeconds = 3;

/**
 * Whole runs from 4 writers: created with the tags of a client, one batch of metrics, params and tags, finished.
 * They stay, as the runs that the search measures ask for.
 */
export async function measureWholeRuns(of: {
  side: Side;
  count: number;
}): Promise<{ rate: Rate; experimentId: string }> {
  const target = await chooseConnections({
    url: of.side.url,
    among: of.side.connections,
    rate: async (tried) => 1 / (await makeRuns(tried, 60)).seconds,
  });
  for (const end = performance.now() + warmSeconds * 1000; performance.now() < end; ) await makeRuns(target, 60);
  const made = await makeRuns(target, of.count);
  return { rate: toRate(made, { target }), experimentId: made.experimentId };
}

async function makeRuns(target: Target, count: number): Promise<LoadResult & { experimentId: string }> {
  const session = new MlflowSession(target);
  const experimentId = await session.createExperiment(`whole runs ${performance.now()}`);
  session.close();
  const latencies: number[] = [];
  let next = 0;
  const start = performance.now();
  async function write(): Promise<void> {
    const session = new MlflowSession(target);
    while (next < count) {
      const begun = performance.now();
      await writeRun(session, { experimentId, run: benchRun(next++) });
      latencies.push(performance.now() - begun);
    }
    session.close();
  }
  await Promise.all(Array.from({ length: writers }, write));
  const seconds = (performance.now() - start) / 1000;
  return { experimentId, calls: count, seconds, latencies: Float64Array.from(latencies).sort() };
}
