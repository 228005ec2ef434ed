import type { Bar } from '../bar.ts';
import type { BareRate } from './measure-bare-statement.ts';
import type { SideFigures } from './measure-side.ts';

const round = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

/** A bar that asks for a ratio of ours to theirs. */
function ratioBar(of: {
  name: string;
  times: number;
  ours: number;
  theirs: number;
  unit: string;
  /** For times, where less is better. */
  lessIsBetter?: boolean;
  detail: Bar['detail'];
}): Bar {
  const ratio = of.lessIsBetter ? of.theirs / of.ours : of.ours / of.theirs;
  return {
    name: of.name,
    goal: `>= ${of.times} times the peer`,
    measured: `${ratio.toFixed(1)} times (${round(of.theirs)} -> ${round(of.ours)} ${of.unit})`,
    met: ratio >= of.times,
    detail: { ratio, ours: of.ours, peer: of.theirs, ...of.detail },
  };
}

/** The bars that compare the two sides. Pure. */
export function sideBars(theirs: SideFigures, ours: SideFigures): Bar[] {
  const slowest = Object.keys(ours.searches)
    .map((name) => ({ name, ours: ours.searches[name]?.p50 ?? 0, theirs: theirs.searches[name]?.p50 ?? 0 }))
    .sort((a, b) => a.theirs / a.ours - b.theirs / b.ours);
  const [search = { name: '', ours: Number.NaN, theirs: Number.NaN }] = slowest;
  return [
    ratioBar({
      name: 'log-batch of 1,000 points, 4 writers',
      times: 20,
      ours: ours.logBatch.perSecond,
      theirs: theirs.logBatch.perSecond,
      unit: 'points/s',
      detail: { peerP99: theirs.logBatch.p99, peerConnections: theirs.logBatch.connections },
    }),
    {
      name: 'log-batch at that rate, 99th percentile',
      goal: '< 150 ms',
      measured: `${round(ours.logBatch.p99)} ms (peer ${round(theirs.logBatch.p99)} ms)`,
      met: ours.logBatch.p99 < 150,
      detail: { p50: ours.logBatch.p50, p99: ours.logBatch.p99 },
    },
    ratioBar({
      name: 'log-metric, 8 writers',
      times: 20,
      ours: ours.logMetric.perSecond,
      theirs: theirs.logMetric.perSecond,
      unit: 'calls/s',
      detail: {
        p50: ours.logMetric.p50,
        p99: ours.logMetric.p99,
        peerP50: theirs.logMetric.p50,
        peerConnections: theirs.logMetric.connections,
      },
    }),
    ratioBar({
      name: 'whole runs: create, batch, finish; 4 writers',
      times: 15,
      ours: ours.wholeRuns.perSecond,
      theirs: theirs.wholeRuns.perSecond,
      unit: 'runs/s',
      detail: { p50: ours.wholeRuns.p50, p99: ours.wholeRuns.p99, peerConnections: theirs.wholeRuns.connections },
    }),
    ratioBar({
      name: `search by metric, param and tag over 1,000 runs, ${search.name} (the least of ${slowest.length})`,
      times: 20,
      ours: search.ours,
      theirs: search.theirs,
      unit: 'ms',
      lessIsBetter: true,
      detail: Object.fromEntries(slowest.map((one) => [one.name, [one.theirs, one.ours]])),
    }),
    ratioBar({
      name: 'a page of 1,000 runs with all they hold',
      times: 15,
      ours: ours.page.p50,
      theirs: theirs.page.p50,
      unit: 'ms',
      lessIsBetter: true,
      detail: { peerConnections: theirs.page.connections },
    }),
    ratioBar({
      name: 'history of a metric, 50,000 points in pages of 25,000',
      times: 20,
      ours: ours.history.pointsPerSecond,
      theirs: theirs.history.pointsPerSecond,
      unit: 'points/s',
      detail: { peerConnections: theirs.history.connections },
    }),
  ];
}

/** How much of what the database alone can take goes through HTTP and JSON. Pure. */
export function bareBar(ours: SideFigures, bare: BareRate): Bar {
  const share = ours.logBatch.perSecond / bare.pointsPerSecond;
  return {
    name: 'log-batch against the bare statement it runs',
    goal: '>= 50 % of its rate',
    measured: `${(share * 100).toFixed(0)} % (${round(bare.pointsPerSecond)} -> ${round(ours.logBatch.perSecond)} points/s)`,
    met: share >= 0.5,
    detail: { share, bare: bare.pointsPerSecond, bareP50: bare.p50 },
  };
}
