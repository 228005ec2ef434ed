import path from 'node:path';
import { startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import type { Bar } from '../bar.ts';
import { startPeer } from '../peer/start-peer.ts';
import { startPlatform } from '../platform.ts';
import { BenchRuns } from './bench-runs.ts';
import { chooseConnections } from './choose-connections.ts';
import { requireDurable } from './durability.ts';
import type { Measure } from './measure.ts';
import { history } from './measure-history.ts';
import { logBatch } from './measure-log-batch.ts';
import { logMetric } from './measure-log-metric.ts';
import { page, searchMeasure } from './measure-search.ts';
import { wholeRuns } from './measure-whole-runs.ts';
import { runBareStatement } from './run-bare-statement.ts';
import type { Side } from './side.ts';
import { bareBar, type Compared, ratioBar, tailBar } from './side-bars.ts';
import { rounds, type TakeSlice, takeTurns } from './take-turns.ts';
import { untilQuiet } from './until-quiet.ts';
import { searches } from './workload.ts';

interface AgainstPeerInput {
  /** Folder for both databases. */
  scratch: string;
  /** For which each side does each thing, its rounds together. */
  seconds: number;
  say: (text: string) => void;
}

/**
 * The calls of MLflow's own client on a real `mlflow server` and on ours, on this machine, each on a PostgreSQL of the
 * same binaries and settings. Both are up, and are asked in turns.
 */
export async function againstPeer(of: AgainstPeerInput): Promise<Bar[]> {
  const started = new AsyncDisposableStack();
  try {
    of.say('starting the peer: installing it the first time takes minutes');
    const server = await startPeer(path.join(of.scratch, 'peer'));
    started.defer(server.stop);
    of.say(`${server.version}; starting ours`);
    const database = await startEmbeddedPostgres({ dir: path.join(of.scratch, 'ours') });
    started.defer(() => database.stop());
    const platform = await startPlatform({ DATABASE_URL: database.url });
    started.defer(platform.stop);
    const peer: Side = {
      name: 'mlflow',
      url: server.url,
      databaseUrl: server.databaseUrl,
      connections: ['keep-alive', 'fresh'],
      expectedPointsPerSecond: 40_000,
      runs: await BenchRuns.begin(server.url),
    };
    const ours: Side = {
      name: 'traza',
      url: platform.url,
      databaseUrl: database.url,
      connections: ['keep-alive'],
      expectedPointsPerSecond: 500_000,
      runs: await BenchRuns.begin(platform.url),
    };
    for (const side of [peer, ours]) await requireDurable(side, of.say);
    return await measureInTurns(of, { peer, ours });
  } finally {
    await started.disposeAsync();
  }
}

async function measureInTurns(
  { seconds, say }: AgainstPeerInput,
  { peer, ours }: { peer: Side; ours: Side },
): Promise<Bar[]> {
  const ofSlice = seconds / rounds;
  const quiet = () => untilQuiet({ ours: ours.databaseUrl, peer: peer.databaseUrl });
  async function compare(measure: Measure, bare: TakeSlice[] = []): Promise<Compared> {
    say(measure.name);
    const takers: TakeSlice[] = [];
    for (const side of [peer, ours]) takers.push(await makeReady({ side, measure, seconds: ofSlice, say }));
    const [peerSlices = [], oursSlices = [], bareSlices = []] = await takeTurns([...takers, ...bare], quiet);
    const compared = { measure, peer: peerSlices, ours: oursSlices, bare: bareSlices };
    say(`  ${ratioBar(compared).measured}`);
    return compared;
  }
  const batches = await compare(logBatch, [() => runBareStatement({ side: ours, seconds: ofSlice })]);
  const bars = [ratioBar(batches), tailBar(batches), bareBar(batches)];
  for (const measure of [logMetric, wholeRuns, ...searches.map(searchMeasure), page, history]) {
    bars.push(ratioBar(await compare(measure)));
  }
  return bars;
}

/**
 * Makes what a measure of a side needs, finds the way to reach it, and warms it; both sides for the same time.
 * @param seconds of a slice
 */
async function makeReady(of: {
  side: Side;
  measure: Measure;
  seconds: number;
  say: (text: string) => void;
}): Promise<TakeSlice> {
  const { side, seconds } = of;
  const load = await of.measure.prepare(side);
  const target = await chooseConnections(side, load, seconds);
  if (side.connections.length > 1) of.say(`  ${side.name} over ${target.connections} connections`);
  // What a server does first (compiling, opening connections, making its caches) is none of its rate.
  await load(target, seconds / 2);
  return () => load(target, seconds);
}
