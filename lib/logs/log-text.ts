import type { Ctx } from '../context.ts';
import { readLog } from './read-log.ts';

/** The whole log of a run as UTF-8 text, page by page, as far as it is written now. @throws DomainError NOT_FOUND */
export async function logText({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string };
}): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let page = await readLog({ ctx, input: { runId: input.runId, after: 0 } });
  let ended = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (ended) {
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(page.items.map((chunk) => chunk.text).join('')));
      if (page.more && page.last !== null)
        page = await readLog({ ctx, input: { runId: input.runId, after: page.last } });
      else ended = true;
    },
  });
}
