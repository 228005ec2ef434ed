import { type Bar, median } from '../bar.ts';
import { figureOf, type Measure } from './measure.ts';
import { type LoadResult, quantile } from './run-load.ts';

/** What a measure found, in the order of the rounds. */
export interface Compared {
  measure: Measure;
  peer: LoadResult[];
  ours: LoadResult[];
  /** Of the statement without the server, where the measure has one. */
  bare: LoadResult[];
}

const round = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
const tailsOf = (slices: LoadResult[]) => slices.map((slice) => quantile(slice.latencies, 0.99));

/** How good ours is against the other in each round, and in the middle one. Pure. */
function against(measure: Measure, ours: LoadResult[], other: LoadResult[]) {
  const figures = (slices: LoadResult[]) => slices.map((slice) => figureOf(measure, slice));
  const [own, others] = [figures(ours), figures(other)];
  const ratios = own.map((figure, at) => {
    const ratio = figure / (others[at] ?? Number.NaN);
    return measure.unit === 'ms' ? 1 / ratio : ratio;
  });
  return {
    ratio: median(ratios),
    ratios,
    own,
    others,
    medians: `${round(median(others))} -> ${round(median(own))} ${measure.unit}`,
    least: Math.min(...ratios),
    most: Math.max(...ratios),
  };
}

/** Ours against the peer. Pure. */
export function ratioBar({ measure, peer, ours }: Compared): Bar {
  const { ratio, ratios, own, others, medians, least, most } = against(measure, ours, peer);
  return {
    name: measure.name,
    goal: `>= ${measure.times} times the peer`,
    measured: `${ratio.toFixed(1)} times (${least.toFixed(1)} to ${most.toFixed(1)}; ${medians})`,
    met: ratio >= measure.times,
    detail: { ratio, ratios, ours: own, peer: others, p99: tailsOf(ours), peerP99: tailsOf(peer) },
  };
}

/** How long the slowest calls of a measure take. Pure. */
export function tailBar({ ours, peer }: Compared): Bar {
  const [own, others] = [median(tailsOf(ours)), median(tailsOf(peer))];
  return {
    name: 'log-batch at that rate, 99th percentile',
    goal: '< 150 ms',
    measured: `${round(own)} ms (peer ${round(others)} ms)`,
    met: own < 150,
    detail: { p99: tailsOf(ours), peerP99: tailsOf(peer) },
  };
}

/** How much of what the database alone can take goes through HTTP and JSON. Pure. */
export function bareBar({ measure, ours, bare }: Compared): Bar {
  const { ratio, ratios, others, medians, least, most } = against(measure, ours, bare);
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  return {
    name: 'log-batch against the bare statement it runs',
    goal: '>= 50 % of its rate',
    measured: `${percent(ratio)} (${percent(least)} to ${percent(most)}; ${medians})`,
    met: ratio >= 0.5,
    detail: { share: ratio, shares: ratios, bare: others },
  };
}
