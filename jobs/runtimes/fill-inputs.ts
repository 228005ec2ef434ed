import { columnKind } from '#jobs/tabular/column-kind.ts';
import { numberSql } from '#jobs/tabular/number-sql.ts';
import type { Table } from '#jobs/tabular/open-table.ts';
import type { RawArray, RawColumn } from '#jobs/tabular/raw-columns.ts';
import { blockRows, type RowBlock } from '#jobs/tabular/read-rows.ts';
import { quoteName } from '#lib/datasets/duckdb/sql-quote.ts';
import { DomainError, type FieldError } from '#lib/errors.ts';
import type { OnInvalidValue } from './runtime.ts';

/** How the elements of an input are kept, and the range of whole numbers; 0 to 0 for floats. */
const numeric = {
  float32: { make: (size: number) => new Float32Array(size), least: 0, most: 0 },
  float64: { make: (size: number) => new Float64Array(size), least: 0, most: 0 },
  int64: {
    make: (size: number) => new BigInt64Array(size),
    least: Number.MIN_SAFE_INTEGER,
    most: Number.MAX_SAFE_INTEGER,
  },
  uint64: { make: (size: number) => new BigUint64Array(size), least: 0, most: Number.MAX_SAFE_INTEGER },
  int32: { make: (size: number) => new Int32Array(size), least: -(2 ** 31), most: 2 ** 31 - 1 },
  uint32: { make: (size: number) => new Uint32Array(size), least: 0, most: 2 ** 32 - 1 },
  int16: { make: (size: number) => new Int16Array(size), least: -(2 ** 15), most: 2 ** 15 - 1 },
  uint16: { make: (size: number) => new Uint16Array(size), least: 0, most: 2 ** 16 - 1 },
  int8: { make: (size: number) => new Int8Array(size), least: -128, most: 127 },
  uint8: { make: (size: number) => new Uint8Array(size), least: 0, most: 255 },
  bool: { make: (size: number) => new Uint8Array(size), least: 0, most: 1 },
} as const;
export type NumericType = keyof typeof numeric;
export type ElementType = NumericType | 'string';
export type Elements = ReturnType<(typeof numeric)[NumericType]['make']> | string[];

export function isElementType(type: string): type is ElementType {
  return type === 'string' || type in numeric;
}

/** An input of a model: elements of one type, of one or more columns side by side. */
export interface InputPlan {
  name: string;
  type: ElementType;
  columns: string[];
}

/** Inputs for blocks of rows of one table; their memory is used again for each block. */
export interface FilledInputs {
  columns: RawColumn[];
  texts: string[];
  /** In the order of the plan: row after row, the columns side by side. */
  elements: Elements[];
  /** Fills the elements with a block, reporting the values that they cannot hold. */
  fill: (block: RowBlock, onInvalid: OnInvalidValue) => void;
}

/**
 * Plans how columns of a table fill the inputs of a model.
 * @param nullable columns where a missing number is NaN instead of being reported
 * @param step rows are asked for in multiples of this; those beyond a block are empty
 * @throws DomainError UNPROCESSABLE naming each column that the table lacks or holds in a type that cannot serve
 */
export function fillInputs({
  inputs,
  nullable,
  table,
  mapping,
  step = 1,
}: {
  inputs: readonly InputPlan[];
  nullable: ReadonlySet<string>;
  table: Table;
  mapping: Readonly<Record<string, string>>;
  step?: number;
}): FilledInputs {
  checkTable(inputs, table, mapping);
  const columns: RawColumn[] = [];
  const texts: string[] = [];
  const filled = inputs.map(({ type, columns: names }) => {
    const width = names.length;
    const elements = allocate(type, Math.ceil(blockRows / step) * step * width);
    const fills = names.map((name, place) => {
      const column = mapping[name] ?? name;
      const slot = { column, place, width };
      if (Array.isArray(elements)) return fillTexts(elements, texts.push(quoteName(column)) - 1, slot);
      const kept = table.columns.find((one) => one.name === column)?.type ?? '';
      const from = columns.push({ sql: numberSql(quoteName(column), kept), type: 'double' }) - 1;
      return fillNumbers(elements, type as NumericType, from, { ...slot, nullable: nullable.has(name) });
    });
    return { type, width, elements, fills };
  });
  return {
    columns,
    texts,
    elements: filled.map((one) => one.elements),
    fill: (block, onInvalid) => {
      for (const { type, width, elements, fills } of filled) {
        const end = Math.ceil(block.count / step) * step * width;
        (elements as unknown[]).fill(emptyOf(type), block.count * width, end);
        for (const fill of fills) fill(block, onInvalid);
      }
    },
  };
}

/** Empty elements: zeros, or empty texts. */
export function allocate(type: ElementType, size: number): Elements {
  return type === 'string' ? new Array<string>(size).fill('') : numeric[type].make(size);
}

function emptyOf(type: ElementType): string | bigint | number {
  if (type === 'string') return '';
  return type === 'int64' || type === 'uint64' ? 0n : 0;
}

function checkTable(inputs: readonly InputPlan[], table: Table, mapping: Readonly<Record<string, string>>): void {
  const problems = inputs.flatMap(({ type, columns }) =>
    columns.flatMap((name): FieldError[] => {
      const column = mapping[name] ?? name;
      const there = table.columns.find((one) => one.name === column);
      if (!there) return [{ path: column, message: `the model needs a column "${column}" (${type})` }];
      const kind = columnKind(there.type);
      const serves = type === 'string' ? kind !== 'other' : kind === 'number' || kind === 'boolean' || kind === 'text';
      return serves ? [] : [{ path: column, message: `is ${there.type}; the model takes ${type}` }];
    }),
  );
  if (problems.length === 0) return;
  throw new DomainError(
    'UNPROCESSABLE',
    `${table.name} does not fit the model: ${problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')}.`,
    {
      fields: problems,
      hint: `Its columns are ${table.columns.map((column) => `${column.name} (${column.type})`).join(', ')}.`,
    },
  );
}

interface Slot {
  /** Of the table, for what is reported. */
  column: string;
  place: number;
  width: number;
}

function fillTexts(elements: string[], from: number, { column, place, width }: Slot) {
  return ({ texts, count }: RowBlock, onInvalid: OnInvalidValue) => {
    const values = texts[from] as (string | null)[];
    for (let row = 0, to = place; row < count; row++, to += width) {
      const value = values[row] as string | null;
      elements[to] = value ?? '';
      if (value === null) onInvalid(row, column, 'null, and the model takes a text here');
    }
  };
}

function fillNumbers(
  elements: Exclude<Elements, string[]>,
  type: NumericType,
  from: number,
  { column, place, width, nullable }: Slot & { nullable: boolean },
) {
  const { least, most } = numeric[type];
  const whole = most > 0;
  const big = type === 'int64' || type === 'uint64';
  const set = elements as unknown as Record<number, number | bigint>;
  /** Why a value cannot be held, or undefined. Floats keep a missing value as NaN where the signature allows it. */
  const refuse = (value: number): string | undefined => {
    if (Number.isNaN(value))
      return nullable && !whole ? undefined : 'null or not finite, and the model takes a number here';
    if (value === Number.POSITIVE_INFINITY) return 'not a number';
    if (whole && !Number.isInteger(value)) return 'not a whole number';
    if (whole && (value < least || value > most)) return `beyond what ${type} holds`;
    if (type === 'float32' && !Number.isFinite(Math.fround(value))) return 'beyond what float32 holds';
    return undefined;
  };
  return ({ columns, count }: RowBlock, onInvalid: OnInvalidValue) => {
    const values = columns[from] as RawArray;
    for (let row = 0, to = place; row < count; row++, to += width) {
      const value = values[row] as number;
      const reason = refuse(value);
      if (reason !== undefined) onInvalid(row, column, reason);
      const kept = reason === undefined ? value : 0;
      set[to] = big ? BigInt(kept) : kept;
    }
  };
}
