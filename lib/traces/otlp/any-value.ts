import { z } from 'zod';
import { cleanText } from './clean-text.ts';

/** A value of an attribute in OTLP's JSON, as MLflow's API writes it. {} is no value. */
export interface AnyValue {
  string_value?: string | undefined;
  bool_value?: boolean | undefined;
  /** A text beyond the safe integers. */
  int_value?: number | string | undefined;
  double_value?: number | 'NaN' | 'Infinity' | '-Infinity' | undefined;
  /** Base64. */
  bytes_value?: string | undefined;
  array_value?: { values: AnyValue[] } | undefined;
  kvlist_value?: { values: KeyValue[] } | undefined;
}

export interface KeyValue {
  key: string;
  value: AnyValue;
}

/** Deeper values are refused: whoever reads them walks them recursively. */
const mostLevels = 64;

const Integer = z.union([z.number().int(), z.string().regex(/^-?\d{1,20}$/)]);
const Double = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);

/** As OTLP writes it: camelCase names, of which at most one is there. */
const Incoming = z.object({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: Integer.optional(),
  doubleValue: Double.optional(),
  bytesValue: z.string().optional(),
  arrayValue: z.object({ values: z.array(z.unknown()).optional() }).optional(),
  kvlistValue: z.object({ values: z.array(z.unknown()).optional() }).optional(),
});

function integer(value: number | string): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** Reads a value from OTLP, as protobuf or JSON gave it. @throws ZodError, RangeError (nested too deep) */
export function readAnyValue(given: unknown, level = 0): AnyValue {
  if (level > mostLevels) throw new RangeError(`An attribute is nested deeper than ${mostLevels} levels.`);
  if (given === undefined || given === null) return {};
  const value = Incoming.parse(given);
  if (value.stringValue !== undefined) return { string_value: cleanText(value.stringValue) };
  if (value.boolValue !== undefined) return { bool_value: value.boolValue };
  if (value.intValue !== undefined) return { int_value: integer(value.intValue) };
  if (value.doubleValue !== undefined) {
    const double = value.doubleValue;
    if (typeof double === 'number' && !Number.isFinite(double)) return { double_value: String(double) as 'NaN' };
    return { double_value: double };
  }
  if (value.bytesValue !== undefined) return { bytes_value: value.bytesValue };
  if (value.arrayValue) {
    return { array_value: { values: (value.arrayValue.values ?? []).map((one) => readAnyValue(one, level + 1)) } };
  }
  if (value.kvlistValue) return { kvlist_value: { values: readKeyValues(value.kvlistValue.values, level + 1) } };
  return {};
}

const Pair = z.object({ key: z.string().default(''), value: z.unknown().optional() });

/** Reads a list of attributes. @throws ZodError, RangeError */
export function readKeyValues(given: unknown, level = 0): KeyValue[] {
  if (given === undefined || given === null) return [];
  return z
    .array(Pair)
    .parse(given)
    .map(({ key, value }) => ({ key: cleanText(key), value: readAnyValue(value, level) }));
}

/** The value as JSON has it; bytes stay base64, integers beyond the safe ones texts. */
export function plainValue(value: AnyValue): unknown {
  if (value.string_value !== undefined) return value.string_value;
  if (value.bool_value !== undefined) return value.bool_value;
  if (value.int_value !== undefined) return value.int_value;
  if (value.double_value !== undefined) return value.double_value;
  if (value.bytes_value !== undefined) return value.bytes_value;
  if (value.array_value) return value.array_value.values.map(plainValue);
  if (value.kvlist_value) {
    const entries = value.kvlist_value.values.map(({ key, value: inner }): [string, unknown] => [
      key,
      plainValue(inner),
    ]);
    return Object.fromEntries(entries);
  }
  return null;
}
