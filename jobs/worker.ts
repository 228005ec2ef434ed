import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Fence, ProjectRef } from '#lib/context.ts';
import { announce, type Topic } from '#lib/events/announce.ts';
import { appendLogChunks } from '#lib/logs/append-log-chunks.ts';
import { type ChildResult, endOfAttempt } from '#lib/queue/end-of-attempt.ts';
import { jobKinds, requireJobKind } from '#lib/queue/job-kinds.ts';
import type { WorkerRow } from '#lib/queue/register-worker.ts';
import { retryWhileAway } from '#lib/queue/retry-while-away.ts';
import { beat } from '#lib/queue/sql/beat.ts';
import { type ClaimedJob, claimJob } from '#lib/queue/sql/claim-job.ts';
import { endAttempt } from '#lib/queue/sql/end-attempt.ts';
import { findJoinableJob, type JoinableJob } from '#lib/queue/sql/find-joinable-job.ts';
import { reapJobs } from '#lib/queue/sql/reap-jobs.ts';
import { releasePartitions } from '#lib/queue/sql/release-partitions.ts';
import { toJobError } from '#lib/queue/to-job-error.ts';
import { type ChildReport, readChildResult } from './child-result.ts';
import type { Executor } from './executors/executor.ts';
import { pumpLogs } from './pump-logs.ts';

export interface WorkerOptions {
  row: WorkerRow;
  pool: Pool;
  log: Logger;
  executor: Executor;
  slots: number;
  leaseMs: number;
  /** Time a child gets between being asked to stop and being killed. */
  graceMs?: number;
  /** Numeric backends that load here. */
  backends: string[];
  /** Kinds it takes; all by default. */
  kinds?: string[];
}

/** Why a child was told to stop, when it was. */
type Stop = 'canceled' | 'lost' | 'released' | 'timed-out' | 'done';

interface Execution {
  id: string;
  role: 'leader' | 'helper';
  job: JoinableJob;
  slots: number;
  stop: Stop | undefined;
  ended: Promise<void>;
}

const helperRestMs = 10_000;

/**
 * Claims jobs, runs each in a child, keeps their leases and writes down how they end. `tick()` makes one round; the
 * process around it (main.ts) calls beat and work by the clock and when the database says there is something to do.
 */
export class Worker {
  readonly #options: WorkerOptions & { graceMs: number; kinds: string[] };
  readonly #executions = new Map<string, Execution>();
  /** Jobs this worker was no help with, and until when it leaves them alone (performance.now()). */
  readonly #resting = new Map<string, number>();
  #stopping = false;
  #working: Promise<void> = Promise.resolve();
  #lastBeat = performance.now();

  constructor(options: WorkerOptions) {
    this.#options = { graceMs: 5_000, kinds: [...jobKinds.keys()], ...options };
  }

  get id(): string {
    return this.#options.row.id;
  }

  /** Jobs and shares of jobs it works on now. */
  get running(): number {
    return this.#executions.size;
  }

  get #freeSlots(): number {
    let used = 0;
    for (const execution of this.#executions.values()) used += execution.slots;
    return this.#options.slots - used;
  }

  /** One round: beat, take lost jobs away from dead workers, claim what there is room for. */
  async tick(): Promise<void> {
    await this.beat();
    await this.work();
  }

  /** Renews the leases of what runs here, and stops what was cancelled or is another's by now. */
  async beat(): Promise<void> {
    const { pool, leaseMs, graceMs, executor, log } = this.#options;
    const asked = performance.now();
    const held = [...this.#executions.values()]
      .filter((execution) => execution.stop !== 'lost')
      .map((execution) => ({ id: execution.job.id, attempt: execution.job.attempt, role: execution.role }));
    let answers: Awaited<ReturnType<typeof beat>>;
    try {
      answers = await beat(pool, { workerId: this.id, held, leaseMs });
    } catch (error) {
      if (performance.now() - this.#lastBeat < leaseMs) throw error;
      // Every lease has run out by now: somebody else may have the jobs.
      log.error({ error }, 'no heartbeat reached the database for a whole lease; stopping all children');
      await this.#stopAll('lost', 0);
      return;
    }
    this.#lastBeat = asked;
    for (const answer of answers) {
      if (answer.verdict === 'held') continue;
      const execution = this.#executions.get(executionId(answer, this.id));
      if (!execution || execution.stop) continue;
      const lost = answer.verdict === 'lost';
      // A helper's job that has ended needs it no more; that is not a loss.
      execution.stop = lost ? (answer.role === 'helper' ? 'done' : 'lost') : 'canceled';
      log.warn({ jobId: answer.id, attempt: answer.attempt, role: answer.role }, `stopping a child: ${execution.stop}`);
      await executor.cancel(execution.id, { graceMs: lost ? 0 : graceMs });
    }
  }

  /** Deals with lost jobs, then claims until the slots are full or nothing is left; then helps with partitions. */
  async work(): Promise<void> {
    // One round at a time: two would both find the same slot free. Who comes in between gets a round after this one.
    const before = this.#working;
    const mine = (async () => {
      await before.catch(() => {});
      await this.#round();
    })();
    this.#working = mine.catch(() => {});
    await mine;
  }

  async #round(): Promise<void> {
    const { pool, leaseMs, row, kinds, backends, log } = this.#options;
    for (const lost of await reapJobs(pool, leaseMs)) {
      log.warn({ jobId: lost.id, attempt: lost.attempt, next: lost.state }, lost.reason);
      await this.#say(lost.runId, lost.attempt, lost.reason);
      this.#announce(lost.project, lost);
    }
    while (!this.#stopping) {
      const freeSlots = Math.max(0, this.#freeSlots);
      const job = await claimJob(pool, { workerId: row.id, workerName: row.name, freeSlots, kinds, backends, leaseMs });
      if (!job) break;
      this.#start(job, 'leader', job.slots, (execution) => this.#lead(job, execution));
    }
    while (!this.#stopping && this.#freeSlots > 0) {
      const now = performance.now();
      for (const [id, until] of this.#resting) if (until < now) this.#resting.delete(id);
      const except = [...this.#resting.keys(), ...[...this.#executions.values()].map((one) => one.job.id)];
      const joinable = kinds.filter((kind) => jobKinds.get(kind)?.joinable);
      const job = await findJoinableJob(pool, { workerId: row.id, kinds: joinable, backends, except });
      if (!job) break;
      this.#start(job, 'helper', 1, (execution) => this.#help(job, execution));
    }
  }

  /** Stops in good order: children get the grace, jobs go back to the queue without a failure counted. */
  async stop(): Promise<void> {
    this.#stopping = true;
    // A claim under way becomes an execution first, so that it is handed back too.
    await this.#working;
    await this.#stopAll('released', this.#options.graceMs);
    await this.idle();
  }

  /** Resolves when nothing runs here any more. */
  async idle(): Promise<void> {
    while (this.#executions.size > 0) await Promise.all([...this.#executions.values()].map((one) => one.ended));
  }

  async #stopAll(why: Stop, graceMs: number): Promise<void> {
    for (const execution of this.#executions.values()) {
      execution.stop ??= why;
      await this.#options.executor.cancel(execution.id, { graceMs });
    }
  }

  #start(job: JoinableJob, role: Execution['role'], slots: number, run: (execution: Execution) => Promise<void>): void {
    const id = executionId({ ...job, role }, this.id);
    const execution: Execution = { id, role, job, slots, stop: undefined, ended: Promise.resolve() };
    this.#executions.set(id, execution);
    this.#announce(job.project, job);
    execution.ended = run(execution)
      .catch((error: unknown) => {
        // The lease runs out and the job is taken over: nothing is lost but time.
        this.#options.log.error({ error, jobId: job.id, attempt: job.attempt }, 'could not finish an attempt');
      })
      .finally(() => {
        this.#executions.delete(id);
        this.#announce(job.project, job);
        if (!this.#stopping) this.#workSoon();
      });
  }

  #workSoon(): void {
    setImmediate(() => {
      this.work().catch((error: unknown) => this.#options.log.warn({ error }, 'could not look for work'));
    });
  }

  async #lead(job: ClaimedJob, execution: Execution): Promise<void> {
    const { pool, executor, graceMs, row, log } = this.#options;
    const fence: Fence = { jobId: job.id, workerId: this.id, attempt: job.attempt };
    const timer =
      job.timeoutMs === null
        ? undefined
        : setTimeout(() => {
            if (execution.stop) return;
            execution.stop = 'timed-out';
            void executor.cancel(execution.id, { graceMs });
          }, job.timeoutMs);
    const reported = await this.#runChild(job, execution, fence).then(
      readChildResult,
      (error: unknown): ChildReport => {
        log.error({ error, jobId: job.id }, 'could not run a child');
        return { type: 'failed', error: toJobError(error) };
      },
    );
    clearTimeout(timer);
    if (execution.stop === 'lost') return;

    const end = endOfAttempt(job, this.#resultOf(execution, reported, job));
    if (reported.type === 'failed' && !execution.stop) {
      await this.#say(job.runId, job.attempt, `attempt ${job.attempt} failed: ${reported.error.message}`);
    }
    const state = await retryWhileAway(() => endAttempt(pool, fence, end), 600_000);
    if (state === undefined) log.warn({ jobId: job.id, attempt: job.attempt }, `a result of ${row.name} came too late`);
    else log.info({ jobId: job.id, attempt: job.attempt, state }, 'attempt ended');
  }

  #resultOf(execution: Execution, reported: ReturnType<typeof readChildResult>, job: ClaimedJob): ChildResult {
    // Work that was finished before the request to stop reached it is finished.
    if (reported.type === 'succeeded') return reported;
    if (execution.stop === 'canceled') return { type: 'canceled', by: 'somebody' };
    if (execution.stop === 'released') return { type: 'released', workerName: this.#options.row.name };
    if (execution.stop === 'timed-out') {
      const message = `The attempt took longer than its limit of ${job.timeoutMs} ms.`;
      return { type: 'failed', error: { code: 'TIMED_OUT', message } };
    }
    return reported;
  }

  async #help(job: JoinableJob, execution: Execution): Promise<void> {
    const { pool, log, row } = this.#options;
    const ended = await this.#runChild(job, execution, undefined);
    const reported = readChildResult(ended);
    const failed = reported.type === 'failed' && !execution.stop;
    if (failed) {
      this.#resting.set(job.id, performance.now() + helperRestMs);
      log.warn({ jobId: job.id, error: reported.error }, 'could not help with a job');
      await this.#say(job.runId, job.attempt, `${row.name} could not help: ${reported.error.message}`);
    } else {
      // Its last partitions may still be in other hands; looking again at once would start a child for nothing.
      this.#resting.set(job.id, performance.now() + 1_000);
    }
    const lostReason = failed ? reported.error.message : null;
    await retryWhileAway(() => releasePartitions(pool, { jobId: job.id, workerId: this.id, lostReason }), 600_000);
  }

  async #runChild(job: JoinableJob, execution: Execution, fence: Fence | undefined) {
    const { executor, pool, row, log } = this.#options;
    const kind = requireJobKind(job.kind);
    const { id } = execution;
    try {
      await executor.submit({
        id,
        args: ['--job', job.id, '--attempt', `${job.attempt}`, '--worker', this.id, '--role', execution.role],
        env: kind.childEnvironment?.(job.payload) ?? {},
      });
      const verb = execution.role === 'leader' ? 'started on' : 'is helped by';
      await this.#say(job.runId, job.attempt, `attempt ${job.attempt} ${verb} ${row.name}`);
      await pumpLogs(executor.streamLogs(id), async (pieces) => {
        const append = () => appendLogChunks(pool, { runId: job.runId, attempt: job.attempt, pieces, fence });
        try {
          await retryWhileAway(append, 60_000);
          this.#tell(job.project, 'logs', job.runId);
        } catch (error) {
          log.warn({ error, jobId: job.id }, 'lost a piece of a log');
        }
      });
      const ended = await executor.wait(id);
      if (ended.state === 'unknown') throw new Error(`The executor no longer knows ${id}.`);
      return ended;
    } finally {
      await executor.cancel(id, { graceMs: 0 });
      await executor.wait(id);
      await executor.forget(id);
    }
  }

  /** A line of the platform in the run's log. */
  async #say(runId: string, attempt: number, text: string): Promise<void> {
    const pieces = [{ stream: 'platform' as const, text: `${text}\n` }];
    try {
      await appendLogChunks(this.#options.pool, { runId, attempt, pieces });
    } catch (error) {
      this.#options.log.warn({ error, runId }, 'lost a line of a log');
    }
  }

  #tell(project: ProjectRef, topic: Topic, id: string): void {
    announce({ project, log: this.#options.log }, { topic, id });
  }

  #announce(project: ProjectRef, job: { id: string; runId: string }): void {
    this.#tell(project, 'job', job.id);
    this.#tell(project, 'run', job.runId);
    this.#tell(project, 'worker', this.id);
  }
}

function executionId(job: { id: string; attempt: number; role: string }, workerId: string): string {
  return `${job.id}-${job.attempt}-${job.role}-${workerId}`;
}
