import { z } from 'zod';
import { artifactPath } from '#lib/artifacts/artifact-path.ts';
import { requireWritableOwner } from '#lib/artifacts/require-owner.ts';
import { saveFile } from '#lib/artifacts/save-file.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { requestHeader } from '#lib/http/incoming.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { OptionalText } from '#lib/mlflow/wire.ts';

// POST /api/2.0/mlflow/upload-artifact?run_uuid=&path=: the body is the file, of 1 byte to 10 MB; larger ones go to the
// artifact proxy.

const mostBytes = 10 * 1024 * 1024;

function refused(message: string): MlflowError {
  return new MlflowError('INVALID_PARAMETER_VALUE', message);
}

export const POST = defineMlflowRoute({
  summary: 'Store a small file of a run',
  auth: 'owner',
  input: z.object({ run_uuid: OptionalText, path: OptionalText }),
  body: 'stream',
  handler: async ({ ctx, input: { run_uuid: id, path }, body, request }) => {
    if (!id) throw refused('Request must specify run_uuid.');
    if (!path) throw refused('Request must specify path.');
    artifactPath(path);
    const announced = requestHeader(request, 'content-length');
    if (Number(announced) > mostBytes) throw refused('Artifact size is too large. Max size is 10MB.');
    if (announced === '0') throw refused('Request must specify data.');
    const owner = await requireWritableOwner(ctx, { kind: 'run', id });
    await saveFile({ ctx, input: { owner, path, body, maxBytes: mostBytes, signal: request.signal } });
    return undefined;
  },
});
