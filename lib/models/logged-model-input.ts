import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { parseInput } from '../parse-input.ts';
import { exceeds, textUpTo } from '../text-length.ts';

const Key = textUpTo(255).min(1, 'must not be empty');
const Pairs = z.array(z.object({ key: Key, value: z.string() }));

export interface KeyValue {
  key: string;
  value: string;
}

const badCharacters = ['/', ':', '.', '%', '"', "'"];

/** @throws DomainError INVALID_INPUT in MLflow's words */
export function loggedModelName(name: string): string {
  if (exceeds(name, 500)) throw refusedName('Model name must have at most 500 characters.');
  if (name === '' || badCharacters.some((one) => name.includes(one))) {
    throw refusedName(
      `Invalid model name ('${name}') provided. Model name must be a non-empty string and cannot contain the following ` +
        `characters: ('/', ':', '.', '%', '"', "'")`,
    );
  }
  return name;
}

function refusedName(message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { fields: [{ path: 'name', message: 'is not a name of a model' }] });
}

/** Tags of a logged model; of a key given twice the last value counts. @throws DomainError INVALID_INPUT */
export function loggedModelTags(tags: KeyValue[]): KeyValue[] {
  const values = new Map(parseInput(Pairs, tags, 'tags').map(({ key, value }) => [key, value]));
  return [...values].map(([key, value]) => ({ key, value }));
}

/** Params of a logged model; a key may come twice with one value. @throws DomainError INVALID_INPUT */
export function loggedModelParams(params: KeyValue[]): KeyValue[] {
  const values = new Map<string, string>();
  for (const { key, value } of parseInput(Pairs, params, 'params')) {
    const before = values.get(key);
    if (before !== undefined && before !== value) throw paramChanged(key, before, value);
    values.set(key, value);
  }
  return [...values].map(([key, value]) => ({ key, value }));
}

/** Params are facts about how a model was made: once said, they stay. */
export function paramChanged(key: string, before: string, value: string): DomainError {
  const shown = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text);
  return new DomainError(
    'INVALID_INPUT',
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${shown(before)}'; ` +
      `attempted to log '${shown(value)}'.`,
    { fields: [{ path: 'params', message: `${key} has another value already` }] },
  );
}
