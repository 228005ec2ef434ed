import { z } from 'zod';
import { DomainError } from '#lib/errors.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { streamText } from '#lib/http/stream-text.ts';
import { decodePlace, encodePlace } from '#lib/metrics/history-cursor.ts';
import { readHistory } from '#lib/metrics/read-history.ts';
import { badParameter, missingParameter } from '#lib/mlflow/bad-parameter.ts';
import { type HistoryItem, serializeHistory } from '#lib/mlflow/metric-history.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { OptionalInt, OptionalText } from '#lib/mlflow/wire.ts';

// GET /api/2.0/mlflow/metrics/get-history?run_id=&metric_key=: without max_results all points, streamed where they are
// many. A run or metric that is not there has an empty history.

const pageSize = 25_000;
/** The field is an int32. */
const greatestInt = 2 ** 31 - 1;

export const GET = defineMlflowRoute({
  summary: 'The points of one metric of a run by time',
  auth: 'owner',
  input: z.object({ ...runIdFields, metric_key: OptionalText, max_results: OptionalInt, page_token: OptionalText }),
  handler: async ({ ctx, input }) => {
    const runId = readRunId(input);
    const { metric_key: key, max_results: most, page_token: token } = input;
    if (!key) throw missingParameter('metric_key');
    if (most !== undefined && (most <= 0 || most > greatestInt)) {
      throw badParameter('max_results', most, 'It must be a positive integer.');
    }
    const of = { projectId: ctx.project.id, runId, key };
    const after = token ? placeOf(of, token) : undefined;
    const read = (from: typeof after) =>
      readHistory({ ctx, input: { runId, key, after: from, most: Math.min(most ?? pageSize, pageSize) } });
    const first = await read(after);
    if (!first || first.points.length === 0) return {};
    const metrics = serializeHistory(first.points, key);
    if (!first.next) return { metrics };
    if (most !== undefined) return { metrics, next_page_token: encodePlace(of, first.next) };
    async function* pages() {
      yield metrics;
      for (let next = first?.next; next; ) {
        const page = await read(next);
        if (!page) return;
        yield serializeHistory(page.points, of.key);
        next = page.next;
      }
    }
    return streamText(asText(pages()));
  },
});

async function* asText(pages: AsyncIterable<HistoryItem[]>): AsyncGenerator<string, void, void> {
  let before = '{"metrics":[';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield `${before}${JSON.stringify(page).slice(1, -1)}`;
    before = ',';
  }
  yield ']}';
}

/** @throws MlflowError for a token of another history */
function placeOf(of: Parameters<typeof decodePlace>[0], token: string) {
  try {
    return decodePlace(of, token);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw badParameter('page_token', token, 'Invalid page token: this history did not give it out.');
  }
}
