import type { Logger } from 'pino';
import type { BlobStore } from './blobs/blob-store.ts';
import type { Db, DbTransaction } from './db/client.ts';
import { DomainError } from './errors.ts';

/** The project everything below belongs to. Minted only by requireProject. */
export interface ProjectRef {
  id: string;
  slug: string;
}

/** Proof of a claim on a job: writes are refused once another worker or a later attempt holds it. */
export interface Fence {
  jobId: string;
  workerId: string;
  attempt: number;
}

/** What every verb receives: who asks, in which project, and the outside world. */
export interface Ctx {
  actor: string;
  project: ProjectRef;
  db: Db | DbTransaction;
  blobs: BlobStore;
  now: () => Date;
  log: Logger;
  /** Set in a job's child process. */
  fence?: Fence;
}

/**
 * Runs `work` in one transaction, or inside the caller's when there is one already.
 * Nothing that waits on the network or on a child belongs inside.
 */
export async function withTransaction<T>(ctx: Ctx, work: (ctx: Ctx & { db: DbTransaction }) => Promise<T>): Promise<T> {
  const db = ctx.db;
  if (!('$transaction' in db)) return work({ ...ctx, db });
  return db.$transaction((tx) => work({ ...ctx, db: tx }), { timeout: 60_000, maxWait: 10_000 });
}

/**
 * Inside a transaction: refuses the write of a worker that no longer holds its job. The share lock makes a claim by
 * another worker wait until this transaction ended, so no write of a stale attempt lands after the takeover.
 * @throws DomainError LEASE_LOST
 */
export async function assertFence(ctx: Ctx & { db: DbTransaction }): Promise<void> {
  const fence = ctx.fence;
  if (!fence) return;
  const held = await ctx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM traza.job
    WHERE id = ${fence.jobId} AND worker_id = ${fence.workerId} AND attempt = ${fence.attempt} AND state = 'running'
    FOR SHARE`;
  if (held.length === 0) {
    throw new DomainError(
      'LEASE_LOST',
      `Attempt ${fence.attempt} of job ${fence.jobId} no longer holds the job; its write was refused.`,
    );
  }
}
