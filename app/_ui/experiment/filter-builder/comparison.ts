import { nativeRunsGrammar } from '#lib/filter/grammars/native-runs.ts';
import { parseNativeFilter } from '#lib/filter/parse-native-filter.ts';
import type { Filter, Term } from '#lib/filter/tree.ts';
import { nativeValue } from '#lib/filter/write-native-term.ts';

/** How a field is compared, as the filter language writes it. */
export const operators = [
  ...(['=', '!=', '<', '<=', '>', '>=', 'contains', 'not contains', '=~', '!~'] as const),
  ...(['like', 'not like', 'ilike', 'not ilike', 'in', 'not in', 'is not null', 'is null'] as const),
] as const;
export type Operator = (typeof operators)[number];

/** What the values of a field are: those of params, tags and bare names may be both numbers and texts. */
export type FieldType = 'number' | 'time' | 'text' | 'mixed';

/** A field, how it is compared, and with what; being filled in, so parts may be empty. */
export interface Comparison {
  /** As the filter names it: `lr`, `metric.loss`, `` tag.`my key` ``. */
  field: string;
  operator: Operator;
  /** One, or those of a list; moments in milliseconds. */
  values: string[];
  /** A number that was written as a text stays one. */
  quoted: boolean;
}

const known: readonly Operator[] = ['is not null', 'is null'];
const ofNumbers: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>='];
const ofTexts: readonly Operator[] = ['=', '!=', 'contains', 'not contains', '=~', '!~', 'in', 'not in'];
const byType: Record<FieldType, readonly Operator[]> = {
  number: [...ofNumbers, 'in', 'not in', ...known],
  time: ['>', '>=', '<', '<=', ...known],
  text: [...ofTexts, ...known],
  mixed: [...ofNumbers, ...ofTexts.slice(2), ...known],
};

/** The comparisons that fit a field, with the one it has although others are seldom used. */
export function operatorsFor(type: FieldType, now?: Operator): readonly Operator[] {
  return now === undefined || byType[type].includes(now) ? byType[type] : [...byType[type], now];
}

export const takesNoValue = (operator: Operator): boolean => operator === 'is null' || operator === 'is not null';
export const takesList = (operator: Operator): boolean => operator === 'in' || operator === 'not in';

/** The tree of a filter; undefined where it cannot be read. */
export function parsed(text: string): Filter | undefined {
  try {
    return parseNativeFilter(text, nativeRunsGrammar);
  } catch {
    return undefined;
  }
}

function fieldTerm(field: string): Term | undefined {
  const tree = parsed(`${field} is null`);
  return tree?.kind === 'term' && tree.test.kind === 'missing' ? tree : undefined;
}

export function fieldType(field: string): FieldType {
  const named = fieldTerm(field)?.field;
  if (named?.entity === 'metric') return 'number';
  if (named?.entity === 'dataset') return 'text';
  if (named?.entity !== 'attribute') return 'mixed';
  return Object.values(nativeRunsGrammar.attributes).find((one) => one.key === named.key)?.type ?? 'text';
}

/** Whether a text can be read as a number by the filter. */
export function isNumber(text: string): boolean {
  return /^(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|nan|inf|infinity)$/i.test(text.trim());
}

/** A value that the comparison still needs or that does not fit it; undefined where all is well. */
export function faultOf({ field, operator, values }: Comparison): 'incomplete' | 'number' | undefined {
  if (field.trim() === '') return 'incomplete';
  if (takesNoValue(operator)) return undefined;
  if (values.length === 0 || values.some((value) => value === '')) return 'incomplete';
  const numeric = fieldType(field) === 'number' || ['<', '<=', '>', '>='].includes(operator);
  return numeric && fieldType(field) !== 'time' && !values.every(isNumber) ? 'number' : undefined;
}

const plain = /^[\p{L}\p{N}_]+(?:[./:@+-][\p{L}\p{N}_]+)*$/u;
const words: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'null', 'like', 'ilike', 'contains']);

function quote(text: string): string {
  return /["\\]/.test(text) ? nativeValue(text) : `"${text}"`;
}

function writeValue(value: string, type: FieldType, quoted: boolean): string {
  if (type === 'time') return quote(new Date(Number(value)).toISOString());
  if (type === 'number') return value.trim();
  if (isNumber(value)) return quoted ? quote(value) : value.trim();
  return plain.test(value) && !words.has(value.toLowerCase()) ? value : quote(value);
}

/** A comparison that lacks nothing, in the filter language. Pure. */
export function writeComparison({ field, operator, values, quoted }: Comparison): string {
  // What is no name of the language is the name of a key, letter by letter.
  const name = fieldTerm(field) ? field.trim() : quote(field.trim());
  if (takesNoValue(operator)) return `${name} ${operator}`;
  const type = fieldType(field);
  const written = values.map((value) => writeValue(value, type, quoted));
  return takesList(operator) ? `${name} ${operator} (${written.join(', ')})` : `${name} ${operator} ${written[0]}`;
}
