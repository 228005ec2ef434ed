// One tree for all entities and both texts: MLflow's and the dashboard's.

/** What a term looks at. `any` is a bare name of the dashboard: whichever metric, param or tag of that name there is. */
export type FilterEntity = 'attribute' | 'metric' | 'param' | 'tag' | 'dataset' | 'any' | TraceEntity;

/** What only traces have. */
export type TraceEntity = 'metadata' | 'span' | 'feedback' | 'expectation';

export interface Field {
  entity: FilterEntity;
  /** The name of an attribute without its aliases; otherwise as the user's data has it. */
  key: string;
}

export type NumberOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
/** LIKE as SQL has it, its pattern too; CONTAINS and ILIKE look over upper and lower case; MATCHES takes a regular expression. */
export type TextOperator = '=' | '!=' | 'LIKE' | 'ILIKE' | 'CONTAINS' | 'MATCHES';
export type ListOperator = 'IN' | 'NOT IN';

/** What the field is compared with. A run without the field fits none of them but `missing`. */
export type Test =
  | { kind: 'number'; operator: NumberOperator; value: number }
  | { kind: 'text'; operator: TextOperator; value: string }
  | { kind: 'texts'; operator: ListOperator; values: string[] }
  | { kind: 'numbers'; operator: ListOperator; values: number[] }
  | { kind: 'missing' }
  | { kind: 'present' };

export interface Term {
  kind: 'term';
  field: Field;
  test: Test;
  /** Where its field and its value stand in the text, counted from 1. */
  column: number;
  valueColumn: number;
}

export type Filter = Term | { kind: 'all' | 'any'; of: Filter[] } | { kind: 'not'; of: Filter };

/** One key of an order. What is missing comes last, NaN before it, in both directions. */
export interface OrderTerm {
  field: Field;
  descending: boolean;
}

/** The filter that everything fits. */
export const everything: Filter = { kind: 'all', of: [] };

/** The filter that nothing fits. */
export const nothing: Filter = { kind: 'any', of: [] };

/** The same filter with each comparison replaced. */
export function mapTerms(filter: Filter, change: (term: Term) => Filter): Filter {
  if (filter.kind === 'term') return change(filter);
  if (filter.kind === 'not') return { kind: 'not', of: mapTerms(filter.of, change) };
  return { kind: filter.kind, of: filter.of.map((one) => mapTerms(one, change)) };
}

/** The terms that all must hold, whatever else does. */
export function conjuncts(filter: Filter): Term[] {
  if (filter.kind === 'term') return [filter];
  return filter.kind === 'all' ? filter.of.flatMap(conjuncts) : [];
}

/** The filter without terms that are known to hold wherever it is asked; they must be among its conjuncts. */
export function without(filter: Filter, known: Term[]): Filter {
  if (known.length === 0) return filter;
  if (filter.kind === 'term') return known.includes(filter) ? everything : filter;
  return filter.kind === 'all' ? { kind: 'all', of: filter.of.map((one) => without(one, known)) } : filter;
}

/** Whether it holds a regular expression, whose time nobody can tell beforehand. */
export function hasPattern(filter: Filter): boolean {
  if (filter.kind === 'term') return filter.test.kind === 'text' && filter.test.operator === 'MATCHES';
  return filter.kind === 'not' ? hasPattern(filter.of) : filter.of.some(hasPattern);
}
