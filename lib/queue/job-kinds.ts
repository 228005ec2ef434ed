import { DomainError } from '../errors.ts';
import type { JobKind } from './job-kind.ts';
import { batchPredictKind } from './kinds/batch-predict.ts';
import { evaluateKind } from './kinds/evaluate.ts';
import { exampleKind } from './kinds/example.ts';
import { importKind } from './kinds/import.ts';
import { reproduceKind } from './kinds/reproduce.ts';
import { splitKind } from './kinds/split.ts';
import { trainKind } from './kinds/train.ts';

const all: JobKind[] = [importKind, splitKind, batchPredictKind, trainKind, evaluateKind, reproduceKind, exampleKind];

/** Every kind of job by name. A new kind is a file in kinds/, an entry above, and a handler in jobs/registry.ts. */
export const jobKinds = new Map<string, JobKind>(all.map((kind) => [kind.kind, kind]));

/** The kind of this name. @throws DomainError INVALID_INPUT */
export function requireJobKind(name: string): JobKind {
  const kind = jobKinds.get(name);
  if (!kind) {
    throw new DomainError('INVALID_INPUT', `There is no kind of job "${name}".`, {
      fields: [{ path: 'kind', message: `one of ${[...jobKinds.keys()].join(', ')}` }],
    });
  }
  return kind;
}
