import { db } from '#lib/db/client.ts';
import { processBlobs } from '#lib/http/request-context.ts';
import { sweepIdempotencyKeys } from '#lib/http/sweep-idempotency-keys.ts';
import { log } from '#lib/log.ts';
import { sweepStaged } from '#lib/uploads/sweep-staged.ts';

const hourMs = 3600 * 1000;

/**
 * Takes away what nobody needs any more, every hour; what fails is tried again by the next round. Of web processes that
 * share a port the first does it for all.
 * @param place of this process among them @returns what ends it
 */
export function sweepHourly(place: number): () => void {
  if (place > 1) return () => {};
  const timer = setInterval(() => {
    sweepIdempotencyKeys(db(), new Date()).catch((error: unknown) =>
      log().warn({ error }, 'old idempotency keys stay for now'),
    );
    sweepStaged({ db: db(), blobs: processBlobs() }).catch((error: unknown) =>
      log().warn({ error }, 'bytes that nothing names stay for now'),
    );
  }, hourMs);
  timer.unref();
  return () => clearInterval(timer);
}
