import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { contentDisposition } from '#lib/http/serve-bytes.ts';
import { toWebStream } from '#lib/http/to-web-stream.ts';
import { predictionArchive } from '#lib/predictions/prediction-archive.ts';

// GET /api/v1/predictions/{version}/archive: one partition alone is a file of the dataset version.

export const GET = defineRoute({
  summary: 'Download all files of a prediction set as a tar archive',
  auth: 'owner',
  params: z.object({ version: z.string() }),
  answer: 'stream',
  handler: async ({ ctx, params }) => {
    const archive = await predictionArchive({ ctx, input: { versionId: params.version } });
    return new Response(toWebStream(archive.stream), {
      headers: {
        'content-type': 'application/x-tar',
        'content-length': String(archive.size),
        'content-disposition': contentDisposition('attachment', archive.name),
      },
    });
  },
});
