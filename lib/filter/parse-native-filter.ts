import { closest } from './closest.ts';
import { shown } from './filter-error.ts';
import type { Token } from './lex.ts';
import { refusal } from './native-refusal.ts';
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
  throw refusal('stray', { found: shown(rest.text), column: rest.column });
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
    if (depth > maxDepth) throw refusal('deep', { most: maxDepth }, { at: reader.peek().column });
    if (reader.takeWord('NOT')) return { kind: 'not', of: this.#one(depth + 1) };
    const open = reader.takeMark('(');
    if (!open) return this.#comparison();
    const inner = this.either(depth + 1);
    if (!reader.takeMark(')')) {
      throw refusal('unclosed', { column: open.column }, { at: reader.peek().column });
    }
    return inner;
  }

  #comparison(): Filter {
    const reader = this.#reader;
    const name = this.#takeName();
    if (!name) {
      const token = reader.peek();
      if (token.kind === 'end') throw refusal('early', {}, { at: token.column });
      throw refusal('noName', { found: shown(token.text), column: token.column });
    }
    this.#terms += 1;
    if (this.#terms > maxTerms) throw refusal('manyTerms', { most: maxTerms }, { at: name.column });
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
      if (!reader.takeWord('NULL')) throw this.#unexpected('wantsNull');
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
    } else throw this.#unexpected('wantsComparison');
    if (positive) return term(test, column);
    // As with !=, what is missing does not fit.
    return { kind: 'all', of: [term({ kind: 'present' }, column), { kind: 'not', of: term(test, column) }] };
  }

  #unexpected(fault: 'wantsNull' | 'wantsComparison' | 'wantsValue' | 'wantsList' | 'wantsComma') {
    const token = this.#reader.peek();
    return refusal(fault, { found: token.kind === 'end' ? '' : shown(token.text), column: token.column });
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
      throw this.#unknown('unknownAttribute', name, key, Object.keys(attributes));
    }
    if (entity === 'dataset' && !datasetKeys.includes(key))
      throw this.#unknown('unknownOfDataset', name, key, datasetKeys);
    return { field: { entity, key } };
  }

  #unknown(fault: 'unknownAttribute' | 'unknownOfDataset', name: Name, key: string, known: readonly string[]) {
    const meant = closest(key, known) ?? '';
    return refusal(fault, { name: shown(name.text), column: name.column, meant, known: known.join(', ') });
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
    if (token.kind === 'broken') throw refusal('openQuote', { column: token.column });
    const name = this.#takeName();
    if (!name) throw this.#unexpected('wantsValue');
    return { text: name.text, column: name.column, number: specialNumbers.get(name.text.toLowerCase()) };
  }

  #number(token: Token): number {
    const number = Number(token.text);
    if (Number.isFinite(number)) return number;
    throw refusal('hugeNumber', { found: shown(token.text), column: token.column });
  }

  #listTest(negated: boolean, field: Field, attribute: NativeAttribute | undefined): Test {
    const reader = this.#reader;
    const operator = negated ? 'NOT IN' : 'IN';
    const open = reader.takeMark('(');
    if (!open) throw this.#unexpected('wantsList');
    const values: Value[] = [];
    while (!reader.takeMark(')')) {
      if (values.length === maxListItems)
        throw refusal('longList', { most: maxListItems }, { at: reader.peek().column });
      values.push(this.#takeValue());
      if (!reader.takeMark(',') && reader.peek().text !== ')') throw this.#unexpected('wantsComma');
    }
    if (values.length === 0) throw refusal('emptyList', { column: open.column });
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
      throw refusal('noComparison', { found: shown(operator), column });
    }
    const asText = (attribute?.type === 'text' || field.entity === 'dataset') && !ordered;
    if (!asText && (ordered || isNumeric(field, attribute) || value.number !== undefined)) {
      if (attribute?.type === 'text' || field.entity === 'dataset') {
        throw refusal('ofNumbers', { found: spelled, column, name: field.key });
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
      throw refusal('noDate', { found: shown(value.text), column: value.column });
    }
    throw refusal('noNumber', { found: shown(value.text), column: value.column, name: shown(field.key) });
  }

  #textOnly(field: Field, attribute: NativeAttribute | undefined, operator: string, column: number): void {
    if (!isNumeric(field, attribute)) return;
    throw refusal('ofTexts', { found: operator, column, name: shown(field.key) });
  }

  #pattern(value: Value): string {
    const fault = patternFault(value.text);
    if (fault) throw refusal(fault.code, { column: value.column, most: fault.most });
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
