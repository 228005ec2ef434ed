import { z } from 'zod';
import { requireArtifact } from '#lib/artifacts/require-artifact.ts';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { serveBytes } from '#lib/http/serve-bytes.ts';
import { requireClientRun } from '#lib/runs/require-run.ts';

// GET, PUT /api/v1/runs/{run}/artifacts/{path}: a name in the database, never opened as a path.

const params = z.object({ run: z.string(), path: z.array(z.string()) });

export const GET = defineRoute({
  summary: 'Download a file of a run; Range is honoured',
  auth: 'owner',
  params,
  answer: 'stream',
  handler: async ({ ctx, params: { run, path }, request }) => {
    const file = await requireArtifact(ctx, run, path.join('/'));
    return serveBytes({
      request,
      name: file.path,
      size: Number(file.size),
      digest: file.digest,
      mime: file.mime,
      open: (range) => ctx.blobs.open(file.digest, range),
    });
  },
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
    const name = path.join('/');
    await requireClientRun(ctx, run);
    const saved = await saveArtifact({ ctx, input: { runId: run, path: name, body, signal: request.signal } });
    return { path: name, digest: saved.digest, size: saved.size };
  },
});
