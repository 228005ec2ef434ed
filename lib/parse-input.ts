import { z } from 'zod';
import { DomainError, type FieldError } from './errors.ts';

type RawIssue = z.core.$ZodRawIssue;

function received(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'an array';
  if (typeof input === 'number' && !Number.isFinite(input)) return String(input);
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}

/** Messages that say what would be right; zod's own serve for the rest. */
function explain(issue: RawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') {
    const inst: unknown = issue.inst;
    const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
    return known.length > 0 ? `is not a known field; known are ${known.join(', ')}` : 'is not a known field';
  }
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return `is required (${issue.expected})`;
    return `must be ${issue.expected === 'int' ? 'a whole number' : issue.expected}, not ${received(issue.input)}`;
  }
  return undefined;
}

/** What is wrong by a code, where it is one of the plain things that forms meet. */
function reasonOf(issue: z.core.$ZodIssue): Pick<FieldError, 'code' | 'values'> {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'field.required' }
        : { code: 'field.type', values: { expected: issue.expected } };
    case 'too_big':
      return { code: 'field.tooBig', values: { most: Number(issue.maximum), of: issue.origin } };
    case 'too_small':
      return { code: 'field.tooSmall', values: { least: Number(issue.minimum), of: issue.origin } };
    case 'invalid_value':
      return { code: 'field.oneOf', values: { known: issue.values.map(String).join(', ') } };
    case 'custom':
      return typeof issue.params?.most === 'number'
        ? { code: 'field.tooBig', values: { most: issue.params.most, of: 'string' } }
        : {};
    default:
      return {};
  }
}

function fieldsOf(issues: readonly z.core.$ZodIssue[], prefix: PropertyKey[]): FieldError[] {
  const fields: FieldError[] = [];
  for (const issue of issues) {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        fields.push({ path: [...path, key].map(String).join('.'), message: issue.message, code: 'field.unknown' });
      }
      continue;
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      // The branch that came closest tells the user most: the one whose first complaint lies deepest, then the shortest.
      const depth = (branch: z.core.$ZodIssue[]) => Math.max(0, ...branch.map((one) => one.path.length));
      const best = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
      if (depth(best) > 0) {
        fields.push(...fieldsOf(best, path));
        continue;
      }
      const options = [...new Set(issue.errors.flat().map((one) => one.message))];
      fields.push({ path: path.map(String).join('.'), message: options.join(', or ') });
      continue;
    }
    fields.push({ path: path.map(String).join('.'), message: issue.message, ...reasonOf(issue) });
  }
  return fields;
}

const shownFields = 20;

/**
 * Parses `value` by `schema`, naming every bad field.
 * @param where what the value is, as the user knows it: 'body', 'query', 'payload'
 * @throws DomainError INVALID_INPUT
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, where = 'input'): z.output<S> {
  const parsed = schema.safeParse(value, { error: explain, reportInput: true });
  if (parsed.success) return parsed.data;
  const fields = fieldsOf(parsed.error.issues, []).slice(0, shownFields);
  const words = fields.map((field) => `${field.path || `The ${where}`} ${field.message}`).slice(0, 3);
  throw new DomainError('INVALID_INPUT', `The ${where} is not valid: ${words.join('; ')}.`, { fields });
}
