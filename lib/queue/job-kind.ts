import type { z } from 'zod';

/** What the queue knows of a kind of work. The web process imports these; the handlers only the worker does. */
export interface JobKind<Payload = unknown> {
  kind: string;
  payload: z.ZodType<Payload>;
  /** Slots of a worker it takes while it runs: 1, or 0 for a coordinator that only waits for other jobs. */
  slots: number;
  /** Failed or lost attempts after which the job fails. */
  maxAttempts: number;
  /** Longest time one attempt may take, in ms; none: no limit. */
  timeoutMs?: number;
  /** A later attempt goes on from what an earlier one stored; otherwise its points and artifacts are removed first. */
  resumes?: boolean;
  /** The registry has a join handler: other workers take partitions of a running job. */
  joinable?: boolean;
  /** The numeric backend a worker must have to take it, pinned in the payload. */
  backend?(payload: Payload): string | undefined;
  /** Variables of the child's environment on which the bytes of its outputs depend (threads); part of the recipe. */
  childEnvironment?(payload: Payload): Record<string, string>;
}

/** Declares a kind and keeps its payload's type. */
export function defineJobKind<Payload>(kind: JobKind<Payload>): JobKind<Payload> {
  return kind;
}
