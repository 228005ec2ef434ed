import { z } from 'zod';
import { jsonDepth } from '../http/json-depth.ts';
import { AssessmentAnswer, type TraceAnswer } from './answer-schema.ts';
import type { LoadedTrace } from './get-traces.ts';
import { TraceState } from './schema.ts';
import { nameTag, sessionKey, sourceRunKey, tokenUsageKey, userKey } from './trace-tags.ts';

const Usage = z.object({ total_tokens: z.number() });
const JudgeError = z.object({ error_code: z.string().default(''), error_message: z.string().default('') });

/** As deep as the bodies that we take: what is nested thousands of levels deep cannot be written into an answer again. */
const deepest = 64;

/** A text that should be JSON, read; as it is where it is not, or is nested deeper than 64 levels. */
export function parsedOrText(text: string): z.infer<ReturnType<typeof z.json>> {
  try {
    const value = JSON.parse(text);
    return jsonDepth(text) > deepest ? text : value;
  } catch {
    return text;
  }
}

/** A trace's row as the API shows it. @param around what is kept beside it */
export function serializeTrace(
  row: LoadedTrace,
  around: { experiment: { id: number; name: string }; spans: number },
): TraceAnswer {
  const metadata = new Map(row.metadata.map(({ key, value }) => [key, value]));
  const tags = new Map(row.tags.map(({ key, value }) => [key, value]));
  return {
    id: row.id,
    name: tags.get(nameTag) ?? null,
    state: TraceState.parse(row.state),
    experiment: around.experiment,
    runId: metadata.get(sourceRunKey) ?? null,
    session: metadata.get(sessionKey) ?? null,
    user: metadata.get(userKey) ?? null,
    requestAt: new Date(Number(row.requestAt)).toISOString(),
    durationMs: row.durationMs === null ? null : Number(row.durationMs),
    request: row.requestPreview,
    response: row.responsePreview,
    spans: around.spans,
    tokens: tokensOf(metadata.get(tokenUsageKey)),
    tags: Object.fromEntries([...tags].filter(([key]) => !key.startsWith('mlflow.'))),
    assessments: row.assessments.filter((one) => one.valid).map(serializeAssessment),
  };
}

function tokensOf(usage: string | undefined): number | null {
  const read = Usage.safeParse(usage === undefined ? undefined : parsedOrText(usage));
  return read.success ? read.data.total_tokens : null;
}

function serializeAssessment(row: LoadedTrace['assessments'][number]): AssessmentAnswer {
  const error = JudgeError.safeParse(row.error);
  return {
    name: row.name,
    kind: AssessmentAnswer.shape.kind.parse(row.kind),
    value: parsedOrText(row.value),
    error: error.success ? error.data.error_message || error.data.error_code : null,
    sourceType: row.sourceType,
    sourceId: row.sourceId,
    rationale: row.rationale,
    spanId: row.spanId,
    createdAt: row.createdAt.toISOString(),
  };
}
