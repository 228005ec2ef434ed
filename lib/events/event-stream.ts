import type { ChangeEvent } from './announce.ts';
import type { EventHub } from './listen.ts';

const keepAliveMs = 15_000;
/** Different things that may wait for one slow client before it is told to look at everything again. */
const mostWaiting = 500;

const encoder = new TextEncoder();

/**
 * The changes of one project as server-sent events: `change` with data {topic, id}; `gap` when changes may have been
 * missed (refetch everything), after which the stream ends and the browser opens a new one. Repeats that wait for a
 * slow client become one. Comments keep proxies from closing a silent stream.
 * @param build which pages this server draws: told first, so that an older page knows
 * @param resumed the client says that it had a stream before: it is told of the gap at once
 */
export function eventStream(
  hub: EventHub,
  args: { project: string; signal: AbortSignal; resumed?: boolean; build?: string | undefined; keepAliveMs?: number },
): ReadableStream<Uint8Array> {
  const waiting = new Map<string, ChangeEvent>();
  let unsubscribe = () => {};
  let timer: NodeJS.Timeout | undefined;
  let number = Date.now();
  let flush = () => {};

  function stop(): void {
    clearInterval(timer);
    unsubscribe();
    waiting.clear();
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        flush = () => {
          for (const [key, event] of waiting) {
            if ((controller.desiredSize ?? 0) <= 0) return;
            waiting.delete(key);
            number += 1;
            send(`id: ${number}\nevent: change\ndata: ${JSON.stringify({ topic: event.topic, id: event.id })}\n\n`);
          }
        };
        const finish = (last: string) => {
          stop();
          try {
            if (last) send(last);
            controller.close();
          } catch {
            // The client left first.
          }
        };
        const gap = () => finish('event: gap\ndata: {}\n\n');
        args.signal.addEventListener('abort', () => finish(''), { once: true });
        send('retry: 2000\n: listening\n\n');
        if (args.build !== undefined) send(`event: build\ndata: ${JSON.stringify({ id: args.build })}\n\n`);
        if (args.resumed) send('event: gap\ndata: {}\n\n');
        timer = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) send(': still here\n\n');
        }, args.keepAliveMs ?? keepAliveMs);
        timer.unref();
        unsubscribe = hub.subscribe({
          project: args.project,
          change(event) {
            waiting.set(`${event.topic} ${event.id}`, event);
            if (waiting.size > mostWaiting) gap();
            else flush();
          },
          gap,
          end: () => finish(''),
        });
      },
      pull: () => flush(),
      cancel: stop,
    },
    { highWaterMark: 64 },
  );
}
