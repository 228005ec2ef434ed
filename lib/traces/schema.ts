import { z } from 'zod';

/** Trace ids are chosen by clients: tr-<32 hex digits>, or another short text of an older one. */
export const TraceId = z
  .string()
  .regex(/^[A-Za-z0-9_.:/-]{1,128}$/, 'must have 1 to 128 letters, digits, "-", "_", "." or ":"');

export const traceStates = ['STATE_UNSPECIFIED', 'OK', 'ERROR', 'IN_PROGRESS'] as const;
export const TraceState = z.enum(traceStates);
export type TraceState = z.infer<typeof TraceState>;

/** What is thought of a trace, or what should have come out. `value` is JSON text. */
export interface AssessmentInput {
  name: string;
  kind: 'feedback' | 'expectation' | 'issue';
  value: string;
  error: Record<string, string> | null;
  sourceType: string;
  sourceId: string;
  rationale: string | null;
  metadata: Record<string, string>;
  spanId: string | null;
  overrides: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What a client says of a trace as a whole. */
export interface TraceInput {
  id: string;
  experimentId: number;
  state: TraceState;
  /** Milliseconds since 1970. */
  requestAt: number;
  durationMs: number | null;
  clientRequestId: string | null;
  requestPreview: string | null;
  responsePreview: string | null;
  metadata: Record<string, string>;
  tags: Record<string, string>;
  assessments: AssessmentInput[];
}

/** What is to change of an assessment. */
export type AssessmentChange = Partial<Pick<AssessmentInput, 'name' | 'rationale' | 'metadata'>> & {
  /** A new value, of the same kind as before. */
  value?: Pick<AssessmentInput, 'kind' | 'value' | 'error'>;
};
