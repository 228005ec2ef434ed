import { z } from 'zod';
import { listArtifacts } from '#lib/artifacts/list-artifacts.ts';
import { listFolder } from '#lib/artifacts/list-folder.ts';
import { ArtifactEntry } from '#lib/artifacts/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { requireRun } from '#lib/runs/require-run.ts';

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
    if (!recursive) {
      const { id } = await requireRun(ctx, params.run);
      return { folder, items: await listFolder({ ctx, input: { owner: { kind: 'run', id }, folder } }) };
    }
    const files = await listArtifacts({ ctx, input: { runId: params.run, folder } });
    return {
      folder,
      items: files.map((file) => ({ type: 'file' as const, name: file.path.split('/').at(-1) ?? '', ...file })),
    };
  },
});
