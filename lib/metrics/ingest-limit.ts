import { DomainError } from '../errors.ts';

/** What may wait in this process at once, all writers together: a second or two of work, some tens of megabytes. */
const mostPoints = 250_000;
const mostBytes = 32 * 1024 * 1024;

export interface IngestFigures {
  waitingPoints: number;
  waitingBytes: number;
  /** Requests that were sent away since the process began. */
  refused: number;
}

interface Slot extends IngestFigures {
  mostPoints: number;
  mostBytes: number;
}

const slotKey = Symbol.for('traza.ingest');
const slots = globalThis as typeof globalThis & { [slotKey]?: Slot };

function slot(): Slot {
  slots[slotKey] ??= { waitingPoints: 0, waitingBytes: 0, refused: 0, mostPoints, mostBytes };
  return slots[slotKey];
}

/** What waits now. */
export function ingestFigures(): Readonly<IngestFigures> {
  return slot();
}

/** For tests: other limits than those of the product, until they are set back. */
export function limitIngest(limits: { mostPoints?: number; mostBytes?: number }): void {
  const own = slot();
  own.mostPoints = limits.mostPoints ?? mostPoints;
  own.mostBytes = limits.mostBytes ?? mostBytes;
}

function refuse(own: Slot): never {
  own.refused += 1;
  throw new DomainError('TOO_MANY_REQUESTS', 'More is written than the database can take now.', {
    hint: 'Send the request again in a few seconds.',
  });
}

/**
 * Lets points in to wait for the database. One request is let in whatever its size when nothing else waits.
 * @returns what to call when they are written, or will not be
 * @throws DomainError TOO_MANY_REQUESTS
 */
export function enterPoints(points: number): () => void {
  const own = slot();
  if (own.waitingPoints > 0 && own.waitingPoints + points > own.mostPoints) refuse(own);
  own.waitingPoints += points;
  return once(() => {
    own.waitingPoints -= points;
  });
}

/**
 * The same for the body of a request, before it is read: what cannot be taken is not even received.
 * @throws DomainError TOO_MANY_REQUESTS
 */
export function enterBytes(bytes: number): () => void {
  const own = slot();
  if (own.waitingBytes > 0 && own.waitingBytes + bytes > own.mostBytes) refuse(own);
  own.waitingBytes += bytes;
  return once(() => {
    own.waitingBytes -= bytes;
  });
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
