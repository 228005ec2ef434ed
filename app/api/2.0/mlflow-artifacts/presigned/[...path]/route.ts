import { z } from 'zod';
import { parseFileAddress } from '#lib/artifacts/artifact-root.ts';
import { requireFile } from '#lib/artifacts/require-file.ts';
import { requireOwner } from '#lib/artifacts/require-owner.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { handedAddress, unstored } from '#lib/http/handed-address.ts';
import { jsonResponse } from '#lib/http/json-response.ts';

// GET /api/2.0/mlflow-artifacts/presigned/<address>: where to fetch a file by ranges, side by side. It is this server's own
// download, so it lasts as long as the credentials of who asks.

export const GET = defineMlflowRoute({
  summary: 'Where a file can be fetched in parts',
  auth: 'owner',
  input: z.object({ path: z.array(z.string()) }),
  handler: async ({ ctx, input: { path }, request }) => {
    const address = parseFileAddress(path.join('/'));
    const file = await requireFile(ctx, await requireOwner(ctx, address.owner), address.path);
    const place = handedAddress(ctx, request, ['api', '2.0', 'mlflow-artifacts', 'artifacts', ...path]);
    return jsonResponse({ ...place, file_size: file.size }, { headers: unstored });
  },
});
