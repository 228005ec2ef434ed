import { compressedResponse } from '#lib/http/compressed-response.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { encodeMatrix } from '#lib/runs/matrix/encode-matrix.ts';
import { matrixType } from '#lib/runs/matrix/matrix-body.ts';
import { readMatrix } from '#lib/runs/matrix/read-matrix.ts';
import { MatrixInput } from '#lib/runs/matrix/schema.ts';

// POST /api/v1/runs/matrix: a question, asked by POST because filters and columns are long.

export const POST = defineRoute({
  summary: 'Columns of up to 10,000 runs of a set at once, for panels that draw all of them',
  description:
    'Columns are named as in /runs/query, datasets left out; a key that no run has is a column of nothing. Numbers come ' +
    'as float64, texts (cut at 200 letters, or fewer where there are very many) as places in a list, in the binary form that lib/runs/matrix/matrix-body.ts ' +
    'describes: application/vnd.traza.matrix. `more` says that the limit was reached.',
  auth: 'owner',
  body: MatrixInput,
  answer: 'stream',
  handler: async ({ ctx, body, request }) =>
    compressedResponse(request, encodeMatrix(await readMatrix({ ctx, input: body })), {
      'content-type': matrixType,
      'cache-control': 'private, no-cache',
    }),
});
