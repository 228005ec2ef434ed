import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { serveBytes } from '#lib/http/serve-bytes.ts';
import { openQuarantine } from '#lib/predictions/open-quarantine.ts';

// GET /api/v1/jobs/{job}/partitions/{index}/quarantine: the first thousand rows, with counts for all.

export const GET = defineRoute({
  summary: 'Rows of a partition that could not be predicted, with their reasons',
  auth: 'owner',
  params: z.object({ job: z.string(), index: z.coerce.number().int().min(0) }),
  answer: 'stream',
  handler: async ({ ctx, params, request }) => {
    const { digest, size } = await openQuarantine({ ctx, input: { jobId: params.job, index: params.index } });
    return serveBytes({
      request,
      name: `quarantine-${params.index}.json`,
      size,
      digest,
      mime: 'application/json',
      open: (range) => ctx.blobs.open(digest, range),
    });
  },
});
