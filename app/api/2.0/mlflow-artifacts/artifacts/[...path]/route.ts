import { z } from 'zod';
import { parseFileAddress } from '#lib/artifacts/artifact-root.ts';
import { deleteFiles } from '#lib/artifacts/delete-files.ts';
import { requireFile } from '#lib/artifacts/require-file.ts';
import { requireOwner, requireWritableOwner } from '#lib/artifacts/require-owner.ts';
import { saveFile } from '#lib/artifacts/save-file.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serveMlflowFile } from '#lib/http/serve-file.ts';

// GET, PUT, DELETE /api/2.0/mlflow-artifacts/artifacts/<experiment>/<run>/artifacts/<path>, or .../models/<model>/artifacts/...:
// names in the database, never opened as paths. The body of PUT is the file, of any size.

const input = z.object({ path: z.array(z.string()) });

export const GET = defineMlflowRoute({
  summary: 'Download a file of a run or a logged model; Range is honoured',
  auth: 'owner',
  input,
  handler: async ({ ctx, input: { path }, request }) => {
    const address = parseFileAddress(path.join('/'));
    const owner = await requireOwner(ctx, address.owner);
    return serveMlflowFile({ ctx, request, file: await requireFile(ctx, owner, address.path) });
  },
});

export const PUT = defineMlflowRoute({
  summary: 'Store a file of a run or a logged model',
  auth: 'owner',
  input,
  body: 'stream',
  handler: async ({ ctx, input: { path }, body, request }) => {
    const address = parseFileAddress(path.join('/'));
    const owner = await requireWritableOwner(ctx, address.owner);
    await saveFile({ ctx, input: { owner, path: address.path, body, signal: request.signal } });
    return undefined;
  },
});

export const DELETE = defineMlflowRoute({
  summary: 'Remove a file, or all below a folder, of a run or a logged model',
  auth: 'owner',
  input,
  handler: async ({ ctx, input: { path } }) => {
    const address = parseFileAddress(path.join('/'));
    const owner = await requireWritableOwner(ctx, address.owner);
    await deleteFiles({ ctx, input: { owner, path: address.path } });
    return undefined;
  },
});
