import { DomainError } from '#lib/errors.ts';
import { eventStream } from '#lib/events/event-stream.ts';
import { eventHub } from '#lib/events/listen.ts';
import { buildId } from '#lib/http/build-id.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET /api/v1/events: one stream per browser is enough; its tabs share it.

const mostStreams = 1000;

export const GET = defineRoute({
  summary: 'Hear of changes in the project',
  description:
    'Server-sent events. `change` carries {"topic", "id"}: what is filed under them has changed, look again. `gap` means that changes may have been missed: look at everything again. `build` carries the {"id"} of the pages that the server draws.',
  auth: 'owner',
  answer: 'stream',
  handler: ({ ctx, request }) => {
    const hub = eventHub();
    if (hub.listeners() >= mostStreams) {
      throw new DomainError('UNAVAILABLE', `${mostStreams} event streams are open already.`, {
        hint: 'Close some, or try again later.',
      });
    }
    const resumed = request.headers.get('last-event-id') !== null;
    const stream = eventStream(hub, {
      project: ctx.project.slug,
      signal: request.signal,
      resumed,
      build: buildId(),
    });
    return new Response(stream, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    });
  },
});
