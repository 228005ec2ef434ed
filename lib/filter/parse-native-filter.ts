import { closest } from './closest.ts';
import { shown } from './filter-error.ts';
import type { Token } from './lex.ts';
import { patternFault } from './pattern-fault.ts';
import { maxListItems, maxTerms, TokenReader } from './token-reader.ts';
import { everything, type Field, type Filter, type FilterEntity, type Term, type Test } from './tree.ts';

/** An attribute that the dashboard's filters may compare. `time` takes dates in quotes too. */
export interface NativeAttribute {
  type: 'text' | 'number' | 'time';
  /** Its name in the tree. */
  key: string;
}

/** What the dashboard's filters may say about one kind of thing. */
export interface NativeGrammar {
  attributes: Record<string, NativeAttribute>;
  entities: Record<string, Exclude<FilterEntity, 'any'>>;
  datasetKeys: readonly string[];
}

const maxDepth = 40;

/**
 * Reads a filter as people write it on the dashboard: `lr > 0.01 and (optimizer = adam or name contains "warm")`.
 * Beside MLflow's grammar it has OR, NOT and parentheses, names without prefix, values without quotes, `contains`,
 * `=~` and `!~` for regular expressions, IN and IS NULL everywhere, and numbers against params.
 * @throws FilterError with the column of the first mistake
 */
export function parseNativeFilter(text: string, grammar: NativeGrammar): Filter {
  const reader = new TokenReader(text, 'filter');
  if (reader.peek().kind === 'end') return everything;
  const parser = new NativeParser(reader, grammar);
  const filter = parser.either(0);
  const rest = reader.peek();
  if (rest.kind === 'end') return filter;
  throw reader.error(
    `'${shown(rest.text)}' at column ${rest.column} is not expected here; comparisons are joined with "and" or "or"`,
    rest.column,
  );
}

function joined(kind: 'all' | 'any', of: Filter[]): Filter {
  const [only] = of;
  return only && of.length === 1 ? only : { kind, of };
}

class NativeParser {
  readonly #reader: TokenReader;
  readonly #grammar: NativeGrammar;
  #terms = 0;

  constructor(reader: TokenReader, grammar: NativeGrammar) {
    this.#reader = reader;
    this.#grammar = grammar;
  }

  either(depth: number): Filter {
    const of = [this.#both(depth)];
    while (this.#reader.takeWord('OR')) of.push(this.#both(depth));
    return joined('any', of);
  }

  #both(depth: number): Filter {
    const of = [this.#one(depth)];
    while (this.#reader.takeWord('AND')) of.push(this.#one(depth));
    return joined('all', of);
  }

  #one(depth: number): Filter {
    const reader = this.#reader;
    if (depth > maxDepth)
      throw reader.error(`The filter is nested deeper than ${maxDepth} levels`, reader.peek().column);
    if (reader.takeWord('NOT')) return { kind: 'not', of: this.#one(depth + 1) };
    const open = reader.takeMark('(');
    if (!open) return this.#comparison();
    const inner = this.either(depth + 1);
    if (!reader.takeMark(')')) {
      throw reader.error(`The parenthesis at column ${open.column} is never closed`, reader.peek().column);
    }
    return inner;
  }

  #comparison(): Filter {
    const reader = this.#reader;
    const name = this.#takeName();
    if (!name) {
      const token = reader.peek();
      const found =
        token.kind === 'end'
          ? 'The filter ends too early'
          : `'${shown(token.text)}' at column ${token.column} is no name`;
      throw reader.error(`${found}; a comparison is written as loss < 0.5`, token.column);
    }
    this.#terms += 1;
    if (this.#terms > maxTerms) throw reader.error(`The filter has more than ${maxTerms} comparisons`, name.column);
    const { field, attribute } = this.#resolve(name);
    const term = (test: Test, valueColumn: number): Term => ({
      kind: 'term',
      field,
      test,
      column: name.column,
      valueColumn,
    });
    const operator = reader.peek();
    if (reader.takeWord('IS')) {
      const negated = reader.takeWord('NOT') !== undefined;
      if (!reader.takeWord('NULL')) throw this.#unexpected('NULL or NOT NULL');
      return term({ kind: negated ? 'present' : 'missing' }, operator.column);
    }
    const negated = reader.takeWord('NOT') !== undefined;
    if (reader.takeWord('IN')) return term(this.#listTest(negated, field, attribute), operator.column);
    const word = reader.takeWord('LIKE', 'ILIKE', 'CONTAINS')?.text.toUpperCase();
    let test: Test;
    let positive = !negated;
    const value = () => this.#takeValue();
    let column = operator.column;
    if (word === 'LIKE' || word === 'ILIKE' || word === 'CONTAINS') {
      const given = value();
      column = given.column;
      this.#textOnly(field, attribute, word, operator.column);
      test = { kind: 'text', operator: word, value: textOf(given) };
    } else if (!negated && reader.peek().kind === 'operator') {
      const text = reader.take().text;
      const given = value();
      column = given.column;
      if (text === '=~' || text === '!~') {
        this.#textOnly(field, attribute, text, operator.column);
        positive = text === '=~';
        test = { kind: 'text', operator: 'MATCHES', value: this.#pattern(given) };
      } else test = this.#compared(text, operator.column, given, field, attribute);
    } else throw this.#unexpected('a comparison such as =, <, contains, in');
    if (positive) return term(test, column);
    // As with !=, what is missing does not fit.
    return { kind: 'all', of: [term({ kind: 'present' }, column), { kind: 'not', of: term(test, column) }] };
  }

  #unexpected(wanted: string) {
    const token = this.#reader.peek();
    const found = token.kind === 'end' ? 'the end' : `'${shown(token.text)}'`;
    return this.#reader.error(`Expected ${wanted} at column ${token.column}, found ${found}`, token.column);
  }

  /** A name or a word without quotes: parts joined by dots, slashes, dashes or colons, without spaces. */
  #takeName(): Name | undefined {
    const reader = this.#reader;
    const first = reader.peek();
    if (first.kind !== 'word' && first.kind !== 'quoted') return undefined;
    const parts = [reader.take()];
    for (;;) {
      const token = reader.peek();
      if (!token.glued) break;
      const after = reader.peek(1);
      const joins = token.kind === 'mark' && './-:@#+'.includes(token.text) && after.glued && after.kind !== 'mark';
      if (joins && (after.kind === 'word' || after.kind === 'quoted' || after.kind === 'number')) {
        parts.push(reader.take(), reader.take());
      } else if (token.kind === 'number') parts.push(reader.take());
      else break;
    }
    return { parts, text: parts.map((part) => part.text).join(''), column: first.column };
  }

  #resolve(name: Name): { field: Field; attribute?: NativeAttribute } {
    const [first, second, ...rest] = name.parts;
    const { attributes, entities, datasetKeys } = this.#grammar;
    const entity =
      first?.kind === 'word' && second?.text === '.' ? ownEntry(entities, first.text.toLowerCase()) : undefined;
    if (!entity) {
      const key = keyOf(name.parts);
      const attribute = first?.kind === 'word' ? ownEntry(attributes, key) : undefined;
      return attribute
        ? { field: { entity: 'attribute', key: attribute.key }, attribute }
        : { field: { entity: 'any', key } };
    }
    const key = keyOf(rest);
    if (entity === 'attribute') {
      const attribute = ownEntry(attributes, key);
      if (attribute) return { field: { entity, key: attribute.key }, attribute };
      throw this.#unknown('attribute', name, key, Object.keys(attributes));
    }
    if (entity === 'dataset' && !datasetKeys.includes(key))
      throw this.#unknown('property of a dataset', name, key, datasetKeys);
    return { field: { entity, key } };
  }

  #unknown(what: string, name: Name, key: string, known: readonly string[]) {
    const meant = closest(key, known);
    return this.#reader.error(
      `unknown ${what} '${shown(name.text)}' at column ${name.column}; ` +
        (meant ? `did you mean '${meant}'?` : `there are ${known.join(', ')}`),
      name.column,
    );
  }

  #takeValue(): Value {
    const token = this.#reader.peek();
    if (token.kind === 'number') {
      this.#reader.take();
      return { text: token.text, column: token.column, number: this.#number(token) };
    }
    if (token.kind === 'quoted') {
      this.#reader.take();
      const quote = token.text[0] ?? '';
      return { text: token.inner.replaceAll(quote + quote, quote), column: token.column, number: undefined };
    }
    if (token.kind === 'broken')
      throw this.#reader.error(`The quote at column ${token.column} never ends`, token.column);
    const name = this.#takeName();
    if (!name) throw this.#unexpected('a value');
    return { text: name.text, column: name.column, number: specialNumbers.get(name.text.toLowerCase()) };
  }

  #number(token: Token): number {
    const number = Number(token.text);
    if (Number.isFinite(number)) return number;
    throw this.#reader.error(
      `The number ${shown(token.text)} at column ${token.column} is beyond the range of a float64`,
      token.column,
    );
  }

  #listTest(negated: boolean, field: Field, attribute: NativeAttribute | undefined): Test {
    const reader = this.#reader;
    const operator = negated ? 'NOT IN' : 'IN';
    const open = reader.takeMark('(');
    if (!open) throw this.#unexpected('a list as in (a, b)');
    const values: Value[] = [];
    while (!reader.takeMark(')')) {
      if (values.length === maxListItems)
        throw reader.error(`A list has more than ${maxListItems} values`, reader.peek().column);
      values.push(this.#takeValue());
      if (!reader.takeMark(',') && reader.peek().text !== ')') throw this.#unexpected('a comma or the end of the list');
    }
    if (values.length === 0) throw reader.error(`The list at column ${open.column} is empty`, open.column);
    if (isNumeric(field, attribute)) {
      return { kind: 'numbers', operator, values: values.map((one) => this.#numberFor(one, field, attribute)) };
    }
    const numbers = values.flatMap((one) => (one.number === undefined ? [] : [one.number]));
    if (!attribute && field.entity !== 'dataset' && numbers.length === values.length) {
      return { kind: 'numbers', operator, values: numbers };
    }
    return { kind: 'texts', operator, values: values.map(textOf) };
  }

  #compared(
    operator: string,
    column: number,
    value: Value,
    field: Field,
    attribute: NativeAttribute | undefined,
  ): Test {
    const spelled = operator === '==' ? '=' : operator === '<>' ? '!=' : operator;
    const ordered = spelled === '<' || spelled === '<=' || spelled === '>' || spelled === '>=';
    if (!ordered && spelled !== '=' && spelled !== '!=') {
      throw this.#reader.error(
        `'${shown(operator)}' at column ${column} is no comparison; there are = != < <= > >= =~ !~`,
        column,
      );
    }
    const asText = (attribute?.type === 'text' || field.entity === 'dataset') && !ordered;
    if (!asText && (ordered || isNumeric(field, attribute) || value.number !== undefined)) {
      if (attribute?.type === 'text' || field.entity === 'dataset') {
        throw this.#reader.error(
          `'${spelled}' at column ${column} compares numbers, and ${field.key} is a text`,
          column,
        );
      }
      return { kind: 'number', operator: spelled, value: this.#numberFor(value, field, attribute) };
    }
    return { kind: 'text', operator: spelled === '!=' ? '!=' : '=', value: textOf(value) };
  }

  #numberFor(value: Value, field: Field, attribute: NativeAttribute | undefined): number {
    if (value.number !== undefined) return value.number;
    if (attribute?.type === 'time') {
      const time = Date.parse(value.text);
      if (Number.isFinite(time)) return time;
      throw this.#reader.error(
        `'${shown(value.text)}' at column ${value.column} is neither milliseconds nor a date as in '2026-01-31 14:00'`,
        value.column,
      );
    }
    throw this.#reader.error(
      `'${shown(value.text)}' at column ${value.column} is no number, and ${shown(field.key)} is compared with numbers here`,
      value.column,
    );
  }

  #textOnly(field: Field, attribute: NativeAttribute | undefined, operator: string, column: number): void {
    if (!isNumeric(field, attribute)) return;
    throw this.#reader.error(
      `'${operator}' at column ${column} compares texts, and ${shown(field.key)} is a number`,
      column,
    );
  }

  #pattern(value: Value): string {
    const fault = patternFault(value.text);
    if (fault) throw this.#reader.error(`The pattern at column ${value.column} ${fault}`, value.column);
    return value.text;
  }
}

interface Name {
  parts: Token[];
  text: string;
  column: number;
}

interface Value {
  text: string;
  column: number;
  /** Where it can be read as one. */
  number: number | undefined;
}

const specialNumbers = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
]);

function textOf(value: Value): string {
  return value.text;
}

function keyOf(parts: Token[]): string {
  return parts.map((part) => (part.kind === 'quoted' ? part.inner : part.text)).join('');
}

function isNumeric(field: Field, attribute: NativeAttribute | undefined): boolean {
  return field.entity === 'metric' || attribute?.type === 'number' || attribute?.type === 'time';
}

function ownEntry<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
