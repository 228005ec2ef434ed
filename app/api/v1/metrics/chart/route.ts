import type { Ctx } from '#lib/context.ts';
import { compressedResponse } from '#lib/http/compressed-response.ts';
import { etagOf, isFresh, notModified } from '#lib/http/conditional.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { chartType } from '#lib/metrics/chart/chart-body.ts';
import { encodeChart } from '#lib/metrics/chart/encode-chart.ts';
import { chartVersion, readChart } from '#lib/metrics/chart/read-chart.ts';
import { ChartQuery, ChartQuestion } from '#lib/metrics/chart/schema.ts';
import { serializeChart } from '#lib/metrics/chart/serialize-chart.ts';

// GET or POST /api/v1/metrics/chart?run=&run=&key=&key=&buckets=400: many series in one answer, in binary columns
// (lib/metrics/chart/chart-body.ts) or, with accept: application/json, as JSON. A client that holds the answer already is
// told so after one look at the series' rows; one that sends the `mark` of its last answer as `since` gets what is new.

const summary = 'Stretches of many metrics of many runs for a chart';
const description =
  'Every bucket has the exact least, greatest, first and last value of its points, so that no spike is lost at any zoom. ' +
  'The answer is application/vnd.traza.chart, or JSON where the client asks for that. `since` asks for changes only.';

export const GET = defineRoute({
  summary,
  description,
  auth: 'owner',
  query: ChartQuery,
  answer: 'stream',
  handler: ({ ctx, query, request }) => answerChart(ctx, query, request),
});

export const POST = defineRoute({
  summary,
  description: `${description} As a body for questions too long for an address.`,
  auth: 'owner',
  body: ChartQuestion,
  answer: 'stream',
  handler: ({ ctx, body, request }) => answerChart(ctx, body, request),
});

async function answerChart(ctx: Ctx, input: ChartQuestion, request: Request): Promise<Response> {
  const asJson = prefersJson(request.headers.get('accept') ?? '');
  const type = asJson ? 'application/json' : chartType;
  // Weak: the same points may be cut into other buckets once they are sealed.
  const tagOf = (version: string) => `W/${etagOf(`${type} ${version}`)}`;
  if (request.method !== 'POST' && request.headers.has('if-none-match')) {
    const etag = tagOf(await chartVersion({ ctx, input }));
    if (isFresh(request, etag)) return notModified(etag);
  }
  const chart = await readChart({ ctx, input });
  const bytes = asJson
    ? new TextEncoder().encode(JSON.stringify(serializeChart(chart)))
    : encodeChart(chart, input.precision);
  return compressedResponse(request, bytes, {
    'content-type': type,
    etag: tagOf(chart.version),
    'cache-control': 'private, no-cache',
  });
}

function prefersJson(accept: string): boolean {
  return accept.includes('application/json') && !accept.includes(chartType);
}
