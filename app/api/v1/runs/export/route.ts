import { z } from 'zod';
import type { Ctx } from '#lib/context.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { contentDisposition } from '#lib/http/serve-bytes.ts';
import { streamText } from '#lib/http/stream-text.ts';
import { toWebStream } from '#lib/http/to-web-stream.ts';
import { exportRuns } from '#lib/runs/export/export-runs.ts';
import { ExportRunsInput, ExportRunsQuery, exportFormats } from '#lib/runs/table/schema.ts';

// GET or POST /api/v1/runs/export?format=csv: a link for a browser, a body for questions too long for an address.

const format = z.enum(exportFormats);
const summary = 'Download a set of runs with their columns as CSV, JSON or Parquet';
const description =
  'In CSV, texts that a spreadsheet would run as formulas begin with a quote; numbers never do. NaN and the infinities are ' +
  'texts in JSON and numbers in Parquet.';

export const GET = defineRoute({
  summary,
  description: `${description} Columns and keys of the order are repeated: ?columns=name&columns=metric:loss&sort=-metric:loss`,
  auth: 'owner',
  query: ExportRunsQuery.extend({ format }),
  answer: 'stream',
  handler: ({ ctx, query: { sort, ...rest } }) => {
    const keys = sort?.map((key) => ({
      by: key.replace(/^-/, ''),
      order: key.startsWith('-') ? ('desc' as const) : ('asc' as const),
    }));
    return answerExport(ctx, { ...rest, sort: keys });
  },
});

export const POST = defineRoute({
  summary,
  description,
  auth: 'owner',
  query: z.object({ format }),
  body: ExportRunsInput,
  answer: 'stream',
  handler: ({ ctx, query, body }) => answerExport(ctx, { ...body, ...query }),
});

async function answerExport(ctx: Ctx, input: Parameters<typeof exportRuns>[0]['input']): Promise<Response> {
  const found = await exportRuns({ ctx, input });
  const disposition = contentDisposition('attachment', `runs.${input.format}`);
  if (found.kind === 'bytes') {
    return new Response(toWebStream(found.stream), {
      headers: {
        'content-type': found.contentType,
        'content-length': String(found.size),
        'content-disposition': disposition,
      },
    });
  }
  const response = streamText(found.parts, found.contentType);
  response.headers.set('content-disposition', disposition);
  return response;
}
