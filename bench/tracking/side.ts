import type { Connections } from './http-caller.ts';

/** One of the two servers under measure. */
export interface Side {
  name: 'mlflow' | 'traza';
  url: string;
  /** Ways to reach it among which each measure takes the faster. */
  connections: Connections[];
  /** About how many points a second it may take, so that enough requests are made before the clock runs. */
  expectedPointsPerSecond: number;
}

/** Rate of one kind of call, and how long single calls took. */
export interface Rate {
  perSecond: number;
  p50: number;
  p99: number;
  calls: number;
  seconds: number;
  connections: Connections;
}
