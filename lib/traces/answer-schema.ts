import { z } from 'zod';
import { TraceState } from './schema.ts';

const When = z.iso.datetime();

/** What is thought of a trace, or what should have come out. */
export const AssessmentAnswer = z.object({
  name: z.string(),
  kind: z.enum(['feedback', 'expectation', 'issue']),
  value: z.json(),
  /** Why the judge gave no value. */
  error: z.string().nullable(),
  /** HUMAN, LLM_JUDGE, CODE, … and who it was. */
  sourceType: z.string(),
  sourceId: z.string(),
  rationale: z.string().nullable(),
  spanId: z.string().nullable(),
  createdAt: When,
});
export type AssessmentAnswer = z.infer<typeof AssessmentAnswer>;

/** A trace as lists show it. */
export const TraceAnswer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  state: TraceState,
  experiment: z.object({ id: z.number(), name: z.string() }),
  /** The run it was made in. */
  runId: z.string().nullable(),
  session: z.string().nullable(),
  user: z.string().nullable(),
  requestAt: When,
  /** Milliseconds; null while it goes on. */
  durationMs: z.number().nullable(),
  request: z.string().nullable(),
  response: z.string().nullable(),
  spans: z.number(),
  /** Tokens that its calls of language models used together. */
  tokens: z.number().nullable(),
  tags: z.record(z.string(), z.string()),
  assessments: z.array(AssessmentAnswer),
});
export type TraceAnswer = z.infer<typeof TraceAnswer>;

export const TraceEvent = z.object({
  name: z.string(),
  /** Milliseconds after the trace began. */
  atMs: z.number(),
  attributes: z.record(z.string(), z.json()),
});

/** A step of a trace. Times are milliseconds after the trace began. */
export const SpanAnswer = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  /** LLM, CHAIN, TOOL, RETRIEVER, …; '' where nobody said. */
  type: z.string(),
  status: z.enum(['OK', 'ERROR', 'UNSET']),
  message: z.string(),
  startMs: z.number(),
  /** null while it goes on. */
  durationMs: z.number().nullable(),
  inputs: z.json(),
  outputs: z.json(),
  attributes: z.record(z.string(), z.json()),
  events: z.array(TraceEvent),
});
export type SpanAnswer = z.infer<typeof SpanAnswer>;

/** Spans of one answer; `spans` of a trace says how many there are. */
export const mostSpans = 2_000;

export const TraceDetail = TraceAnswer.omit({ spans: true }).extend({
  metadata: z.record(z.string(), z.string()),
  spanCount: z.number(),
  /** The first of them, in the order they began. */
  spans: z.array(SpanAnswer).max(mostSpans),
});
export type TraceDetail = z.infer<typeof TraceDetail>;

export const traceSorts = ['started', 'duration'] as const;
export const TraceSort = z.enum(traceSorts);
export type TraceSort = z.infer<typeof TraceSort>;
