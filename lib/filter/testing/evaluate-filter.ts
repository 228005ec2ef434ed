import { testText } from '../test-text.ts';
import type { Field, Filter, Test } from '../tree.ts';

/** A value that a thing has: texts and numbers are tested differently, and a thing may have several under one name. */
export type Value = { text: string } | { number: number };

function equal(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

/** NaN differs from every number and is neither above nor below one. */
export function testNumber(number: number, test: Test): boolean {
  if (test.kind === 'present') return true;
  if (test.kind === 'numbers') {
    return test.values.some((value) => equal(number, value)) === (test.operator === 'IN');
  }
  if (test.kind !== 'number') return false;
  switch (test.operator) {
    case '=':
      return equal(number, test.value);
    case '!=':
      return !equal(number, test.value);
    case '<':
      return number < test.value;
    case '<=':
      return number <= test.value;
    case '>':
      return number > test.value;
    case '>=':
      return number >= test.value;
  }
}

/**
 * What a filter means, in plain code, to check the SQL against.
 * @param valuesOf what a thing has under a field: none, one, or several of which any may fit
 */
export function evaluateFilter(filter: Filter, valuesOf: (field: Field) => Value[]): boolean {
  switch (filter.kind) {
    case 'all':
      return filter.of.every((one) => evaluateFilter(one, valuesOf));
    case 'any':
      return filter.of.some((one) => evaluateFilter(one, valuesOf));
    case 'not':
      return !evaluateFilter(filter.of, valuesOf);
    case 'term': {
      const { field, test } = filter;
      const values = valuesOf(field);
      if (test.kind === 'missing') return values.length === 0;
      return values.some((value) => ('text' in value ? testText(value.text, test) : testNumber(value.number, test)));
    }
  }
}
