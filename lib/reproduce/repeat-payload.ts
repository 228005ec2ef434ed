import { DomainError } from '../errors.ts';

/** Kinds of runs whose recipe can be executed again. */
export const repeatableKinds = ['train', 'evaluate', 'batch-predict', 'import', 'split'] as const;

/** Whether runs of this kind can be executed again; nobody but the client knows how an external run was made. */
export function isRepeatable(kind: string): boolean {
  return repeatableKinds.some((one) => one === kind);
}

/**
 * The payload of a run, for an execution that only checks it: nothing is registered and nothing published.
 * @throws DomainError UNPROCESSABLE for kinds that cannot be executed again
 */
export function repeatPayload(kind: string, payload: unknown): unknown {
  if (!isRepeatable(kind) || typeof payload !== 'object' || payload === null) {
    throw new DomainError('UNPROCESSABLE', `Runs of kind ${kind} cannot be executed again.`, {
      fields: [{ path: 'runId', message: `must be a run of kind ${repeatableKinds.join(', ')}` }],
    });
  }
  // What publishes (imports, splits, batch runs) asks its run whether it belongs to a reproduction, and then does not.
  if (kind !== 'train') return payload;
  const { register: _, ...rest } = { register: undefined, ...payload };
  return rest;
}
