import { z } from 'zod';
import { textUpTo } from '../text-length.ts';
import type { AssessmentChange, AssessmentInput } from '../traces/schema.ts';
import { ProtoTime, protoTime } from './proto-time.ts';

const Serialized = z.object({ serialization_format: z.string().optional(), value: z.string() });
const Failure = z.object({
  error_code: z.string().default(''),
  error_message: z.string().optional(),
  stack_trace: z.string().optional(),
});

/** An assessment as MLflow's clients send it. */
export const WireAssessment = z.object({
  assessment_id: z.string().optional(),
  assessment_name: textUpTo(250).default(''),
  trace_id: z.string().optional(),
  span_id: z.string().optional(),
  source: z
    .object({ source_type: z.string().default('SOURCE_TYPE_UNSPECIFIED'), source_id: z.string().default('default') })
    .default({ source_type: 'SOURCE_TYPE_UNSPECIFIED', source_id: 'default' }),
  create_time: ProtoTime.optional(),
  last_update_time: ProtoTime.optional(),
  expectation: z.object({ value: z.json().optional(), serialized_value: Serialized.optional() }).optional(),
  feedback: z.object({ value: z.json().optional(), error: Failure.optional() }).optional(),
  issue: z.object({ issue_name: z.string().optional() }).optional(),
  rationale: z.string().optional(),
  metadata: z.record(z.string(), z.string()).default({}),
  overrides: z.string().optional(),
  valid: z.boolean().optional(),
});
export type WireAssessment = z.infer<typeof WireAssessment>;

/** The value of an assessment with its kind; undefined where the client gave none. */
export function assessmentValue(
  given: Pick<WireAssessment, 'expectation' | 'feedback' | 'issue'>,
): Pick<AssessmentInput, 'kind' | 'value' | 'error'> | undefined {
  const { expectation, feedback, issue } = given;
  if (feedback) {
    const error = feedback.error
      ? Object.fromEntries(
          Object.entries(feedback.error).filter((entry): entry is [string, string] => entry[1] !== undefined),
        )
      : null;
    return { kind: 'feedback', value: JSON.stringify(feedback.value ?? null), error };
  }
  if (expectation) {
    const value = expectation.serialized_value?.value ?? JSON.stringify(expectation.value ?? null);
    return { kind: 'expectation', value, error: null };
  }
  if (issue) return { kind: 'issue', value: JSON.stringify(issue.issue_name ?? null), error: null };
  return undefined;
}

/** An assessment that a client sent, as we keep it; undefined where it has no value. */
export function assessmentInput(given: WireAssessment, now: Date): AssessmentInput | undefined {
  const value = assessmentValue(given);
  if (!value) return undefined;
  const createdAt = given.create_time === undefined ? now : new Date(given.create_time);
  return {
    ...value,
    name: given.assessment_name,
    sourceType: given.source.source_type,
    sourceId: given.source.source_id,
    rationale: given.rationale ?? null,
    metadata: given.metadata,
    spanId: given.span_id ?? null,
    overrides: given.overrides ?? null,
    createdAt,
    updatedAt: given.last_update_time === undefined ? createdAt : new Date(given.last_update_time),
  };
}

/** What an update of an assessment changes: the fields that its mask names, in protobuf's JSON "assessmentName,feedback". */
export function assessmentChange(given: WireAssessment, mask: string): AssessmentChange {
  const named = new Set(
    mask.split(',').map((path) => path.trim().replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  );
  const value = named.has('feedback') || named.has('expectation') ? assessmentValue(given) : undefined;
  return {
    ...(named.has('assessment_name') ? { name: given.assessment_name } : {}),
    ...(named.has('rationale') ? { rationale: given.rationale ?? null } : {}),
    ...(named.has('metadata') ? { metadata: given.metadata } : {}),
    ...(value ? { value } : {}),
  };
}

export interface AssessmentRow {
  id: string;
  name: string;
  kind: string;
  value: string;
  error: unknown;
  sourceType: string;
  sourceId: string;
  rationale: string | null;
  metadata: unknown;
  spanId: string | null;
  overrides: string | null;
  valid: boolean;
  createdAt: Date;
  updatedAt: Date;
}

function valueFields(row: AssessmentRow) {
  const value: unknown = JSON.parse(row.value);
  const plain = value === null || typeof value !== 'object' || Array.isArray(value);
  if (row.kind === 'feedback') {
    return { feedback: { ...(value === null ? {} : { value }), ...(row.error ? { error: row.error } : {}) } };
  }
  if (row.kind === 'issue') return { issue: { issue_name: String(value) } };
  // Objects travel as text, as MLflow's client sends them: a protobuf Value would turn whole numbers into floats.
  return plain && !Array.isArray(value)
    ? { expectation: { value } }
    : { expectation: { serialized_value: { serialization_format: 'JSON_FORMAT', value: row.value } } };
}

/** An assessment in MLflow's shape. */
export function mlflowAssessment(row: AssessmentRow, traceId: string) {
  const metadata = typeof row.metadata === 'object' && row.metadata !== null ? row.metadata : {};
  return {
    assessment_id: row.id,
    assessment_name: row.name,
    trace_id: traceId,
    ...(row.spanId === null ? {} : { span_id: row.spanId }),
    source: { source_type: row.sourceType, source_id: row.sourceId },
    create_time: protoTime(row.createdAt.getTime()),
    last_update_time: protoTime(row.updatedAt.getTime()),
    ...valueFields(row),
    ...(row.rationale === null ? {} : { rationale: row.rationale }),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(row.overrides === null ? {} : { overrides: row.overrides }),
    valid: row.valid,
  };
}
