import { z } from 'zod';
import { artifactPath } from '#lib/artifacts/artifact-path.ts';
import { requireArtifact } from '#lib/artifacts/require-artifact.ts';
import { saveFile } from '#lib/artifacts/save-file.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { serveFile } from '#lib/http/serve-file.ts';
import { requireClientRun } from '#lib/runs/require-run.ts';

// GET, PUT /api/v1/runs/{run}/artifacts/{path}: a name in the database, never opened as a path.

const params = z.object({ run: z.string(), path: z.array(z.string()) });

export const GET = defineRoute({
  summary: 'Download a file of a run; Range is honoured',
  auth: 'owner',
  params,
  answer: 'stream',
  handler: async ({ ctx, params: { run, path }, request }) =>
    serveFile({ ctx, request, file: await requireArtifact(ctx, run, path.join('/')) }),
});

export const PUT = defineRoute({
  summary: 'Store a file of a run',
  description:
    'Of a run that a client logs, not of a job. The body is the file. It replaces what had this path; nothing is visible before all bytes are there.',
  auth: 'owner',
  params,
  body: 'stream',
  answer: { status: 201, schema: z.object({ path: z.string(), digest: z.string(), size: z.number() }) },
  handler: async ({ ctx, params: { run, path }, body, request }) => {
    const name = artifactPath(path.join('/'));
    const { id } = await requireClientRun(ctx, run);
    const input = { owner: { kind: 'run' as const, id }, path: name, body, signal: request.signal };
    const saved = await saveFile({ ctx, input });
    return { path: name, digest: saved.digest, size: saved.size };
  },
});
