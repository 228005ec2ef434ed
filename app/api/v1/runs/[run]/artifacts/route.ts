import { z } from 'zod';
import { listArtifacts, listFolder } from '#lib/artifacts/list-artifacts.ts';
import { ArtifactEntry } from '#lib/artifacts/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET /api/v1/runs/{run}/artifacts?folder=model

export const GET = defineRoute({
  summary: 'The files of a run: one folder, or all below it',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  query: z.object({
    folder: z.string().default('').describe('A folder of the run; its root when left out'),
    recursive: z.stringbool().default(false).describe('true: all files below the folder, without folders'),
  }),
  answer: z.object({ folder: z.string(), items: z.array(ArtifactEntry) }),
  handler: async ({ ctx, params, query: { folder, recursive } }) => {
    const input = { runId: params.run, folder };
    if (!recursive) return { folder, items: await listFolder({ ctx, input }) };
    const files = await listArtifacts({ ctx, input });
    return {
      folder,
      items: files.map((file) => ({ type: 'file' as const, name: file.path.split('/').at(-1) ?? '', ...file })),
    };
  },
});
