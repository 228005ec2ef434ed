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
    while (!this.signal.aborted) {
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
    const left = new Set<string>();
    while (!this.signal.aborted) {
      const runs = await findQuietRuns({ leave: [...left], most: seriesAtOnce });
      for (const run of runs) {
        // Whatever comes of it, it is looked at once in a round.
        left.add(run.id);
        points += await this.sealRun(run);
        if (this.signal.aborted) break;
      }
      if (runs.length < seriesAtOnce) break;
    }
    return points;
  }

  private async sealRun(run: QuietRun): Promise<number> {
    let points = 0;
    while (!this.signal.aborted) {
      const found = await findHotSeries(run.id, { fewest: fewestPoints });
      const whole = found.filter((series) => !this.broken.has(series.id));
      if (whole.length === 0) {
        await markSealed(run);
        break;
      }
      const { sealed, skipped } = await this.sealAll(whole);
      points += sealed;
      // Another sealer is at it, or there is nothing to take.
      if (skipped.length > 0 || sealed === 0) break;
    }
    return points;
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
