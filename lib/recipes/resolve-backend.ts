import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Backend } from '../queue/kinds/backends.ts';

/** A worker counts as there while its last heartbeat is younger than this. */
const freshMs = 60_000;

/**
 * Pins the backend a recipe names: `auto` becomes the first of `among` that a worker alive now has, the last of them
 * while none is known. A named backend is kept.
 * @throws DomainError UNPROCESSABLE when workers are alive and none has the backend that was named
 */
export async function resolveBackend<B extends Backend>({
  ctx,
  input,
}: {
  ctx: Ctx;
  /** `among`: in the order `auto` prefers them. `path`: where the payload names it, for errors. */
  input: { backend: 'auto' | B; among: readonly [B, ...B[]]; path?: string };
}): Promise<B> {
  const since = new Date(ctx.now().getTime() - freshMs);
  const workers = await ctx.db.worker.findMany({
    where: { stoppedAt: null, heartbeatAt: { gte: since } },
    select: { name: true, capabilities: true },
  });
  const known = workers.filter((worker) => backendsOf(worker.capabilities).length > 0);
  const has = (backend: string) => known.some((worker) => backendsOf(worker.capabilities).includes(backend));
  if (input.backend === 'auto') return input.among.find(has) ?? (input.among.at(-1) as B);
  if (known.length > 0 && !has(input.backend)) {
    const found = [...new Set(known.flatMap((worker) => backendsOf(worker.capabilities)))].join(', ');
    throw new DomainError('UNPROCESSABLE', `No worker has the backend ${input.backend}; there is ${found}.`, {
      fields: [{ path: input.path ?? 'recipe.backend', message: `no worker has it; choose auto or ${found}` }],
      hint: 'The log of a starting worker says why a backend does not load.',
    });
  }
  return input.backend;
}

function backendsOf(capabilities: unknown): string[] {
  if (typeof capabilities !== 'object' || capabilities === null || !('backends' in capabilities)) return [];
  const { backends } = capabilities;
  return Array.isArray(backends) ? backends.filter((one) => typeof one === 'string') : [];
}
