import type { BenchRuns } from './bench-runs.ts';
import type { Connections } from './http-caller.ts';

/** One of the two servers under measure. */
export interface Side {
  name: 'mlflow' | 'traza';
  url: string;
  databaseUrl: string;
  /** Ways to reach it among which each measure takes the faster. */
  connections: Connections[];
  /** About how many points a second it may take, so that enough requests are made before the clock runs. */
  expectedPointsPerSecond: number;
  /** Whole runs of the workload that it has been given. */
  runs: BenchRuns;
}
