import type { Ctx } from '../context.ts';
import { requestHeader } from './incoming.ts';

/** For answers that hold a handed address: they may hold credentials. */
export const unstored = { 'cache-control': 'no-store' };

/**
 * An address of ours that a client is told to call with nothing but what stands here: the project is in it, and what
 * proved the client's own identity comes back to it as the header to send. It opens nothing that the client could not
 * open before.
 * @param segments the decoded path below /p/<project>
 */
export function handedAddress(
  ctx: Pick<Ctx, 'project'>,
  request: Request,
  segments: string[],
): { url: string; headers: Record<string, string> } {
  const { origin } = new URL(request.url);
  const path = ['p', ctx.project.slug, ...segments].map(encodeURIComponent).join('/');
  const authorization = requestHeader(request, 'authorization');
  return { url: `${origin}/${path}`, headers: authorization === null ? {} : { authorization } };
}
