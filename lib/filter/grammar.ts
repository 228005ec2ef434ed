import type { FilterEntity, NumberOperator } from './tree.ts';

/** What MLflow compares in one place: its operators, upper case. */
export type Operator = NumberOperator | 'LIKE' | 'ILIKE' | 'RLIKE' | 'IN' | 'NOT IN' | 'IS NULL' | 'IS NOT NULL';

export const numberOperators = ['=', '!=', '<', '<=', '>', '>='] as const satisfies Operator[];
export const textOperators = ['=', '!=', 'LIKE', 'ILIKE'] as const satisfies Operator[];
export const listOperators = ['IN', 'NOT IN'] as const satisfies Operator[];
export const nullOperators = ['IS NULL', 'IS NOT NULL'] as const satisfies Operator[];

export interface Attribute {
  /** What its values are: `number` takes a number, `integer` no fraction, `text` a quoted string. */
  type: 'number' | 'integer' | 'text';
  operators: readonly Operator[];
  /** The name under which the tree has it; its own when left out. */
  name?: string;
  /** May be written in quotes although it is a number. */
  quotable?: boolean;
}

/** What can be said about one kind of thing in MLflow's words: the words before the dot, and what each allows. */
export interface Grammar {
  entities: Partial<Record<FilterEntity, { prefixes: readonly string[]; operators: readonly Operator[] }>>;
  /** The names that a filter may compare, with or without a prefix of `attribute`. */
  attributes: Record<string, Attribute>;
  /** The names that an order may name. */
  orderable: Record<string, { name?: string }>;
  /** Whether an entity takes a key; all of them when left out. `known` is what a message offers instead. */
  keys?: Partial<
    Record<
      FilterEntity,
      { allows: (key: string) => boolean; known: readonly string[]; operators?: Record<string, readonly Operator[]> }
    >
  >;
  /** Keys of `dataset`. */
  datasetKeys?: readonly string[];
  /** MLflow's own words for a mistake of syntax and for an operator that a field does not take, where they are not the usual. */
  phrases?: { syntax: string; operator: string };
  /** Entities that an order may name beside attributes. */
  orderEntities: readonly FilterEntity[];
}

/** The words for the entities, as MLflow's messages list them. */
export function entityWords(grammar: Grammar): string[] {
  return Object.values(grammar.entities).flatMap(({ prefixes }) => prefixes);
}

const entities = [
  'attribute',
  'metric',
  'param',
  'tag',
  'dataset',
  'metadata',
  'span',
  'feedback',
  'expectation',
] as const;

export function entityOf(grammar: Grammar, prefix: string): FilterEntity | undefined {
  for (const entity of entities) {
    if (grammar.entities[entity]?.prefixes.includes(prefix)) return entity;
  }
  return undefined;
}
