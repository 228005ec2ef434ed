import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { defineMlflowRoute, parseMlflow } from '#lib/http/define-mlflow-route.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { ExperimentIdText } from '#lib/mlflow/trace.ts';
import { logSpans } from '#lib/traces/log-spans.ts';
import { inflateBody, mostBytes } from '#lib/traces/otlp/inflate-body.ts';
import { readSpans } from '#lib/traces/otlp/read-spans.ts';

// POST /v1/traces: OTLP over HTTP, protobuf or JSON, from MLflow's client or any OpenTelemetry exporter. The headers
// x-mlflow-experiment-id and x-mlflow-run-id say where the traces belong. All spans of a request are kept, or none.

const Where = z.object({ 'x-mlflow-experiment-id': ExperimentIdText, 'x-mlflow-run-id': z.string().optional() });

export const POST = defineMlflowRoute({
  summary: 'Take spans of traces by OTLP',
  auth: 'owner',
  body: 'stream',
  input: z.object({}),
  limits: { bodyBytes: mostBytes },
  handler: async ({ ctx, request, body }) => {
    const where = parseMlflow(Where, {
      'x-mlflow-experiment-id': request.headers.get('x-mlflow-experiment-id') ?? undefined,
      'x-mlflow-run-id': request.headers.get('x-mlflow-run-id') ?? undefined,
    });
    const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
    if (type !== 'application/x-protobuf' && type !== 'application/json') {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        'Invalid Content-Type. Expected: application/x-protobuf or application/json',
      );
    }
    const bytes = await inflateBody(await buffer(body), request.headers.get('content-encoding'));
    const spans = readSpans(bytes, type === 'application/json' ? 'json' : 'protobuf');
    await logSpans({
      ctx,
      input: { experimentId: where['x-mlflow-experiment-id'], runId: where['x-mlflow-run-id'], spans },
    });
    // An empty ExportTraceServiceResponse: nothing was refused.
    return new Response(type === 'application/json' ? '{}' : new Uint8Array(), { headers: { 'content-type': type } });
  },
});
