import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isDatabaseAway } from '../../queue/retry-while-away.ts';
import { type SealOutcome, sealSeries } from './seal-series.ts';
import {
  findFullSeries,
  findHotSeries,
  findQuietRuns,
  markSealed,
  type QuietRun,
  type UnsealedSeries,
} from './sql/find-unsealed.ts';

/** Series that are sealed in one transaction, and about how many points of them. */
const seriesAtOnce = 64;
const pointsAtOnce = 65_536;
const runsAtOnce = 256;
/** Times that a round looks for more of one kind. */
const mostPasses = 16;
/** A hot row of one point takes as much room as a block of one point. */
const fewestPoints = 4;

export interface SealerOptions {
  log: Logger;
  /** Ends a round early. */
  signal: AbortSignal;
  /** Waits after each transaction, told how long it took. */
  rest?: (busyMs: number) => Promise<void>;
}

/** Moves hot points into sealed blocks in the background, at most a quarter of the time busy. Any number may run. */
export class Sealer {
  private readonly log: Logger;
  private readonly signal: AbortSignal;
  private readonly rest: (busyMs: number) => Promise<void>;
  /** Series that could not be sealed; tried again by the next process. */
  private readonly broken = new Set<number>();

  constructor({ log, signal, rest }: SealerOptions) {
    this.log = log;
    this.signal = signal;
    this.rest = rest ?? ((busyMs) => wait(Math.min(3 * busyMs, 10_000), undefined, { signal }).catch(() => undefined));
  }

  /** Seals what is due: long series that are being written, and all of runs that are not written any more. */
  async round(): Promise<{ points: number }> {
    const full = await this.sealFullSeries();
    const quiet = await this.sealQuietRuns();
    const points = full + quiet;
    if (points > 0) this.log.debug({ points }, 'sealed metric points');
    return { points };
  }

  private async sealFullSeries(): Promise<number> {
    let points = 0;
    const busy = new Set<number>();
    // Where points keep coming there is always something left for the next round.
    for (let pass = 0; pass < mostPasses && !this.signal.aborted; pass += 1) {
      const found = await findFullSeries({ leave: [...this.broken, ...busy], most: seriesAtOnce });
      if (found.length === 0) break;
      const { sealed, skipped } = await this.sealAll(found);
      points += sealed;
      // What gives nothing now gives nothing in this round.
      for (const id of sealed === 0 ? found.map((series) => series.id) : skipped) busy.add(id);
    }
    return points;
  }

  private async sealQuietRuns(): Promise<number> {
    let points = 0;
    const seen: string[] = [];
    for (let pass = 0; pass < mostPasses && !this.signal.aborted; pass += 1) {
      const start = performance.now();
      const runs = await findQuietRuns({ leave: seen, most: runsAtOnce });
      const found = performance.now() - start;
      seen.push(...runs.map((run) => run.id));
      points += await this.sealRuns(runs);
      if (runs.length < runsAtOnce) break;
      await this.rest(found);
    }
    return points;
  }

  /** Seals runs together: most of them have a few short series. */
  private async sealRuns(runs: readonly QuietRun[]): Promise<number> {
    const runIds = runs.map((run) => run.id);
    let points = 0;
    for (;;) {
      const found = await findHotSeries(runIds, { leave: [...this.broken], fewest: fewestPoints });
      const { sealed } = await this.sealAll(found);
      points += sealed;
      // Nothing is left, or what is left is in the hands of another sealer, which will say so of its runs.
      if (sealed > 0 && !this.signal.aborted) continue;
      const open = new Set(found.map((series) => series.runId));
      const done = runs.filter((run) => !open.has(run.id));
      if (done.length > 0) await markSealed(done);
      return points;
    }
  }

  private async sealAll(found: readonly UnsealedSeries[]): Promise<SealOutcome> {
    const outcome: SealOutcome = { sealed: 0, skipped: [] };
    for (const ids of batches(found)) {
      if (this.signal.aborted) break;
      const start = performance.now();
      const { sealed, skipped } = await this.sealSafely(ids);
      outcome.sealed += sealed;
      outcome.skipped.push(...skipped);
      await this.rest(performance.now() - start);
    }
    return outcome;
  }

  /** One series that cannot be sealed must not keep the others from it. */
  private async sealSafely(ids: readonly number[]): Promise<SealOutcome> {
    try {
      return await sealSeries(ids);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      const [id] = ids;
      if (ids.length === 1 && id !== undefined) {
        this.broken.add(id);
        this.log.error({ error, series: id }, 'a metric series cannot be sealed');
        return { sealed: 0, skipped: [] };
      }
    }
    const outcome: SealOutcome = { sealed: 0, skipped: [] };
    for (const id of ids) {
      const { sealed, skipped } = await this.sealSafely([id]);
      outcome.sealed += sealed;
      outcome.skipped.push(...skipped);
    }
    return outcome;
  }
}

function batches(found: readonly UnsealedSeries[]): number[][] {
  const all: number[][] = [];
  let points = Number.POSITIVE_INFINITY;
  for (const { id, hot } of found) {
    const last = all.at(-1);
    if (!last || last.length === seriesAtOnce || points + hot > pointsAtOnce) {
      all.push([id]);
      points = hot;
    } else {
      last.push(id);
      points += hot;
    }
  }
  return all;
}
