import { MlflowSession } from './mlflow-session.ts';
import { benchRun } from './workload.ts';
import { writeRun } from './write-run.ts';

/** Runs of the experiment that is searched. */
export const searchedRuns = 1_000;
export const writersOfRuns = 4;

/**
 * The runs of the workload, given to a side one after another. The first 1,000 are alone in an experiment, for the
 * searches; a side that is fast has more of them in another one.
 */
export class BenchRuns {
  readonly #url: string;
  readonly #searched: string;
  readonly #further: string;
  #next = 0;

  private constructor(url: string, experiments: { searched: string; further: string }) {
    this.#url = url;
    this.#searched = experiments.searched;
    this.#further = experiments.further;
  }

  static async begin(url: string): Promise<BenchRuns> {
    const session = new MlflowSession({ url, connections: 'fresh' });
    const searched = await session.createExperiment('searched runs');
    return new BenchRuns(url, { searched, further: await session.createExperiment('further runs') });
  }

  async writeNext(session: MlflowSession): Promise<void> {
    const index = this.#next++;
    const experimentId = index < searchedRuns ? this.#searched : this.#further;
    await writeRun(session, { experimentId, run: benchRun(index) });
  }

  /** Writes what is missing of the first 1,000. @returns their experiment */
  async complete(): Promise<string> {
    const write = async () => {
      const session = new MlflowSession({ url: this.#url, connections: 'fresh' });
      while (this.#next < searchedRuns) await this.writeNext(session);
    };
    await Promise.all(Array.from({ length: writersOfRuns }, write));
    return this.#searched;
  }
}
