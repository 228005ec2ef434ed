import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { canonicalJson } from '../recipes/canonical-json.ts';
import { requestHeader } from './incoming.ts';

const keyPattern = /^[\x21-\x7e]{1,255}$/;
const patienceMs = 10_000;

export interface StoredAnswer {
  status: number;
  body: string;
  replayed: boolean;
}

/** The request's Idempotency-Key. @throws DomainError INVALID_INPUT */
export function idempotencyKey(request: Request): string | undefined {
  const key = requestHeader(request, 'idempotency-key');
  if (key === null) return undefined;
  if (!keyPattern.test(key)) {
    throw new DomainError('INVALID_INPUT', 'The header Idempotency-Key must have 1 to 255 visible ASCII characters.', {
      fields: [{ path: 'Idempotency-Key', message: 'must have 1 to 255 visible ASCII characters' }],
    });
  }
  return key;
}

class Busy extends Error {}

/**
 * Runs a creation once for each key. The creation and its stored answer commit together, so a crash in between leaves
 * neither; an error stores nothing, so the key may be used again. Whoever comes second waits for the first, without
 * holding a connection, and gets the first one's answer.
 * @param request what the key must be used with again: route, parameters and body
 * @throws DomainError IDEMPOTENCY_CONFLICT when the key was used with another request, or the first takes too long
 */
export async function runIdempotent(
  ctx: Ctx,
  args: { route: string; key: string; request: unknown },
  create: (ctx: Ctx) => Promise<{ status: number; body: string }>,
): Promise<StoredAnswer> {
  const digest = createHash('sha256').update(canonicalJson(args.request)).digest('hex');
  const id = { projectId: ctx.project.id, route: args.route, key: args.key };
  const lock = createHash('sha256').update(`${id.projectId} ${id.route} ${id.key}`).digest().readBigInt64BE();
  const deadline = performance.now() + patienceMs;
  for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
    try {
      return await withTransaction(ctx, async (tx) => {
        const [row] = await tx.db.$queryRaw<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(${lock}) AS free`;
        if (!row?.free) throw new Busy();
        const before = await tx.db.idempotencyKey.findUnique({ where: { projectId_route_key: id } });
        if (before) {
          if (before.requestDigest !== digest) {
            throw new DomainError(
              'IDEMPOTENCY_CONFLICT',
              'This Idempotency-Key was used before with another request.',
              {
                hint: 'Use a new key for a new request; repeat a request with the very same body.',
              },
            );
          }
          return { status: before.status ?? 200, body: before.body ?? 'null', replayed: true };
        }
        const answer = await create(tx);
        await tx.db.idempotencyKey.create({
          data: { ...id, requestDigest: digest, status: answer.status, body: answer.body },
        });
        return { ...answer, replayed: false };
      });
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      if (performance.now() > deadline) {
        throw new DomainError('IDEMPOTENCY_CONFLICT', 'A request with this Idempotency-Key is still being worked on.', {
          hint: 'Send it again in a few seconds.',
        });
      }
      await wait(pause);
    }
  }
}
