import { median } from '../bar.ts';
import type { Target } from './http-caller.ts';
import type { LoadResult } from './run-load.ts';
import type { Side } from './side.ts';

/** Gives a side work for some seconds, and looks afterwards whether it is done. */
export type Load = (target: Target, seconds: number) => Promise<LoadResult>;

/** One thing that both sides do, over the same calls. */
export interface Measure {
  name: string;
  /** How many times as good as the peer ours should be. */
  times: number;
  /** Of its figure: a rate, or the milliseconds of the middle call. */
  unit: 'points/s' | 'calls/s' | 'runs/s' | 'ms';
  /** Things that one call carries, for a rate. */
  perCall?: number;
  /** Writes what must be there before, and checks what is answered. */
  prepare: (side: Side) => Promise<Load>;
}

/** What a slice of a measure comes to. Pure. */
export function figureOf({ unit, perCall = 1 }: Measure, slice: LoadResult): number {
  return unit === 'ms' ? median([...slice.latencies]) : (slice.calls * perCall) / slice.seconds;
}
