/** What this process knows of a run that a client logs. It may be out of date: the statements that write check it again. */
export interface KnownRun {
  projectId: string;
  /** Ids of its series by key. */
  series: Map<string, number>;
}

/** Remembers the ids of the series that are written, so that a write is one statement. Holds a bounded number of them. */
export class SeriesCache {
  readonly #runs = new Map<string, KnownRun>();
  readonly #most: number;
  #held = 0;

  /** @param most series and runs together */
  constructor(most = 200_000) {
    this.#most = most;
  }

  get size(): number {
    return this.#held;
  }

  get(runId: string): KnownRun | undefined {
    const run = this.#runs.get(runId);
    if (run) {
      // Maps keep the order of insertion: the runs that were not asked for longest come first.
      this.#runs.delete(runId);
      this.#runs.set(runId, run);
    }
    return run;
  }

  /** Adds series of a run to what is known of it. */
  remember(runId: string, projectId: string, series: Iterable<{ key: string; id: number }>): void {
    const known = this.get(runId);
    const run = known ?? { projectId, series: new Map<string, number>() };
    if (!known) {
      this.#runs.set(runId, run);
      this.#held += 1;
    }
    for (const { key, id } of series) {
      if (!run.series.has(key)) this.#held += 1;
      run.series.set(key, id);
    }
    for (const oldest of this.#runs.keys()) {
      if (this.#held <= this.#most || oldest === runId) break;
      this.forget(oldest);
    }
  }

  forget(runId: string): void {
    const run = this.#runs.get(runId);
    if (!run) return;
    this.#runs.delete(runId);
    this.#held -= 1 + run.series.size;
  }
}
