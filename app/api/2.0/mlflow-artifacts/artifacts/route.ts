import { z } from 'zod';
import { askedFolder } from '#lib/artifacts/artifact-path.ts';
import { parseArtifactAddress } from '#lib/artifacts/artifact-root.ts';
import { listNames } from '#lib/artifacts/list-names.ts';
import { requireOwner } from '#lib/artifacts/require-owner.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serializeEntries } from '#lib/mlflow/file-info.ts';
import { OptionalText } from '#lib/mlflow/wire.ts';

// GET /api/2.0/mlflow-artifacts/artifacts?path=<address>: a file and a folder that is not there are {}, which is how the
// client tells files from folders.

export const GET = defineMlflowRoute({
  summary: 'What lies in a folder of a run or a logged model',
  auth: 'owner',
  input: z.object({ path: OptionalText }),
  handler: async ({ ctx, input }) => {
    const address = parseArtifactAddress(askedFolder(input.path ?? ''));
    if (!address) return undefined;
    const owner = await requireOwner(ctx, address.owner);
    return serializeEntries(await listNames({ ctx, input: { owner, folder: address.path } }), 'name');
  },
});
