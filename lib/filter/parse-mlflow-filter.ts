import { shown } from './filter-error.ts';
import type { Attribute, Grammar, Operator } from './grammar.ts';
import type { Token } from './lex.ts';
import { nativeFaults } from './native-faults.ts';
import { patternFault } from './pattern-fault.ts';
import { resolvePath, unknownAttribute } from './resolve-path.ts';
import { maxListItems, maxTerms, type Path, TokenReader } from './token-reader.ts';
import {
  everything,
  type Field,
  type Filter,
  type FilterEntity,
  type NumberOperator,
  type Term,
  type Test,
} from './tree.ts';

/**
 * Reads a filter in MLflow's grammar: comparisons joined by AND, nothing more. What its messages say about a mistake
 * is said in words that contain MLflow's, because its users and its tests look for those.
 * @throws FilterError with the column of the first mistake
 */
export function parseMlflowFilter(text: string, grammar: Grammar): Filter {
  if (text === '') return everything;
  const reader = new TokenReader(text, 'filter', grammar.phrases);
  if (reader.peek().kind === 'end') throw reader.error(`Invalid filter '${shown(text)}'. Could not be parsed.`, 1);
  const terms: Term[] = [];
  for (;;) {
    while (reader.takeWord('AND')) {
      // Leading, doubled and trailing ones are tolerated.
    }
    if (reader.peek().kind === 'end') break;
    if (terms.length === maxTerms) {
      throw reader.error(`The filter has more than ${maxTerms} comparisons`, reader.peek().column);
    }
    terms.push(comparison(reader, grammar));
    if (reader.peek().kind !== 'end' && !reader.peekWord(0, 'AND')) throw strayToken(reader, reader.peek());
  }
  const [only] = terms;
  return only && terms.length === 1 ? only : { kind: 'all', of: terms };
}

function strayToken(reader: TokenReader, token: Token) {
  const what = `Invalid clause(s) in filter string: '${shown(token.text)}' at column ${token.column}`;
  if (token.kind === 'mark' && token.text === ';') {
    return reader.error(
      `Search filter contained multiple expression: ${what}. Provide AND-ed expression list.`,
      token.column,
    );
  }
  if (token.kind === 'broken') return reader.error(`${what} is a quote that never ends`, token.column);
  if (token.kind === 'number') {
    return reader.error(
      `${what}. Invalid comparison clause. Expected 'Identifier' found '${shown(token.text)}'`,
      token.column,
    );
  }
  if (token.kind === 'end') return reader.error('Invalid clause(s) in filter string: it ends too early', token.column);
  return reader.error(`${what}. Comparisons are joined with AND, without OR, NOT and parentheses`, token.column);
}

function comparison(reader: TokenReader, grammar: Grammar): Term {
  if (reader.peekWord(0, 'NOT', 'OR')) throw strayToken(reader, reader.peek());
  const path = reader.takePath();
  if (!path) throw strayToken(reader, reader.peek());
  const operator = takeOperator(reader, path);
  const nullTest = operator.text === 'IS NULL' || operator.text === 'IS NOT NULL';
  const values = nullTest ? [] : takeValues(reader, path);
  const { entity, key } = resolvePath(reader, grammar, path);
  const [value] = values;
  const at = { column: path.column, valueColumn: value?.column ?? operator.column };
  if (entity !== 'attribute') {
    if (entity === 'dataset' && !grammar.datasetKeys?.includes(key)) {
      throw reader.error(
        `Invalid dataset key '${shown(key)}' specified at column ${path.column}. Valid keys are ${grammar.datasetKeys?.join(', ')}`,
        path.column,
      );
    }
    const keys = grammar.keys?.[entity];
    if (keys && !keys.allows(key)) {
      throw reader.error(
        `Invalid ${entity} attribute '${shown(key)}'. Supported attributes: ${keys.known.join(', ')}. It stands at column ${path.column}`,
        path.column,
      );
    }
    const operators = keys?.operators?.[key] ?? grammar.entities[entity]?.operators ?? [];
    const test = testOf(reader, path, operator, values, entityType(entity, operator), operators, grammar);
    return { kind: 'term', field: { entity, key }, test, ...at };
  }
  const attribute = Object.hasOwn(grammar.attributes, key) ? grammar.attributes[key] : undefined;
  if (!attribute) throw unknownAttribute(reader, grammar, path, key, Object.keys(grammar.attributes));
  const field: Field = { entity, key: attribute.name ?? key };
  const type = attribute.quotable && value?.kind === 'quoted' ? 'quotedInteger' : attribute.type;
  return {
    kind: 'term',
    field,
    test: testOf(reader, path, operator, values, type, attribute.operators, grammar),
    ...at,
  };
}

const orderings: readonly string[] = ['<', '<=', '>', '>='];

/** Metrics are numbers. What somebody thinks of a trace is one where it is said to be more or less than another. */
function entityType(entity: FilterEntity, operator: FoundOperator): 'number' | 'text' {
  const either = entity === 'feedback' || entity === 'expectation';
  return entity === 'metric' || (either && orderings.includes(operator.text)) ? 'number' : 'text';
}

interface FoundOperator {
  text: string;
  column: number;
}

function takeOperator(reader: TokenReader, path: Path): FoundOperator {
  const token = reader.peek();
  const { column } = token;
  if (token.kind === 'operator') return { text: reader.take().text, column };
  if (reader.takeWord('IS')) {
    const not = reader.takeWord('NOT') ? ' NOT' : '';
    if (reader.takeWord('NULL')) return { text: `IS${not} NULL`, column };
    throw reader.error(
      `Invalid clause(s) in filter string: '${shown(path.text)}', 'IS' at column ${column} takes NULL or NOT NULL`,
      column,
    );
  }
  const not = reader.takeWord('NOT') ? 'NOT ' : '';
  const word = reader.takeWord('LIKE', 'ILIKE', 'RLIKE', 'IN');
  if (word) return { text: not + word.text.toUpperCase(), column };
  const after = reader.peek();
  throw reader.error(
    `Invalid clause(s) in filter string: '${shown(path.text)}' at column ${path.column} is followed by ` +
      `${after.kind === 'end' ? 'nothing' : `'${shown(after.text)}'`} and not by a comparison`,
    after.column,
  );
}

type Value = Token & { list?: Token[] };

function takeValues(reader: TokenReader, path: Path): Value[] {
  const token = reader.peek();
  if (token.kind === 'mark' && token.text === '(') return [{ ...token, text: '(…)', list: takeList(reader) }];
  if (token.kind === 'quoted' || token.kind === 'number') return [reader.take()];
  if (reader.peekWord(0, 'TRUE', 'FALSE', 'NULL')) throw strayValue(reader, path, token);
  // A word or a name in place of a value is named whole in the refusal.
  const named = reader.takePath();
  if (named) return [{ ...token, kind: 'word', text: named.text }];
  if (token.kind === 'broken') throw strayToken(reader, token);
  throw strayValue(reader, path, token);
}

function strayValue(reader: TokenReader, path: Path, token: Token) {
  return reader.error(
    `Invalid clause(s) in filter string: '${shown(path.text)}' at column ${path.column} is compared with ` +
      `${token.kind === 'end' ? 'nothing' : `'${shown(token.text)}', which is no value`}`,
    token.column,
  );
}

function takeList(reader: TokenReader): Token[] {
  const open = reader.take();
  const items: Token[] = [];
  for (;;) {
    const token = reader.peek();
    if (reader.takeMark(')')) return items;
    if (token.kind !== 'quoted' && token.kind !== 'number') {
      throw reader.error(
        'While parsing a list in the query, expected a non-empty list of string values, but got ill-formed list: ' +
          `Invalid clause(s) in filter string: ${token.kind === 'end' ? `the list at column ${open.column} is never closed` : `'${shown(token.text)}' at column ${token.column}`}`,
        token.column,
      );
    }
    if (items.length === maxListItems) throw reader.error(`A list has more than ${maxListItems} values`, token.column);
    items.push(reader.take());
    if (!reader.takeMark(',') && !(reader.peek().kind === 'mark' && reader.peek().text === ')')) {
      const stray = reader.peek();
      throw reader.error(
        'While parsing a list in the query, expected a non-empty list of string values, but got ill-formed list: ' +
          `Invalid clause(s) in filter string: ${stray.kind === 'end' ? `the list at column ${open.column} is never closed` : `'${shown(stray.text)}' at column ${stray.column}`}`,
        stray.column,
      );
    }
  }
}

function testOf(
  reader: TokenReader,
  path: Path,
  operator: FoundOperator,
  values: Value[],
  type: Attribute['type'] | 'quotedInteger',
  operators: readonly Operator[],
  grammar: Grammar,
): Test {
  const comparator = operators.find((one) => one === operator.text);
  if (!comparator) throw wrongOperator(reader, path, operator, operators, grammar);
  if (comparator === 'IS NULL') return { kind: 'missing' };
  if (comparator === 'IS NOT NULL') return { kind: 'present' };
  const [value] = values;
  if (!value) throw strayToken(reader, reader.peek());
  if (comparator === 'IN' || comparator === 'NOT IN') {
    return { kind: 'texts', operator: comparator, values: listOf(reader, path, value) };
  }
  if (type === 'text') {
    const text = textOf(reader, path, value);
    const fault = comparator === 'RLIKE' ? patternFault(text) : undefined;
    if (fault) throw reader.error(nativeFaults[fault.code]({ column: value.column, most: fault.most }), value.column);
    return { kind: 'text', operator: textOperator(comparator), value: text };
  }
  const number = numberOf(reader, path, value, type);
  return { kind: 'number', operator: comparator as NumberOperator, value: number };
}

function textOperator(comparator: Operator): '=' | '!=' | 'LIKE' | 'ILIKE' | 'MATCHES' {
  if (comparator === 'RLIKE') return 'MATCHES';
  return comparator === '!=' || comparator === 'LIKE' || comparator === 'ILIKE' ? comparator : '=';
}

function wrongOperator(
  reader: TokenReader,
  path: Path,
  operator: FoundOperator,
  operators: readonly Operator[],
  grammar: Grammar,
) {
  const where = `for '${shown(path.text)}' at column ${operator.column}`;
  if (operator.text.endsWith('NULL')) {
    const able = (['tag', 'param'] as const).filter((one) => grammar.entities[one]?.operators.includes('IS NULL'));
    const said =
      able.length > 0 ? `is only supported for ${able.map((one) => `${one}s`).join(' and ')}` : 'is not supported';
    return reader.error(`IS NULL / IS NOT NULL ${said}, not ${where}`, operator.column);
  }
  let lists = '';
  if (operator.text === 'IN' || operator.text === 'NOT IN') {
    const able = Object.entries(grammar.attributes).filter(([, one]) => one.operators.includes('IN'));
    lists = ` Only [${able.map(([name]) => `'${name}'`).join(', ')}] attributes support comparison with a list of quoted string values.`;
  }
  return reader.error(
    `Invalid comparator '${shown(operator.text)}' ${where}: not one of ${operators.map((one) => `'${one}'`).join(', ')}.${lists}`,
    operator.column,
  );
}

function textOf(reader: TokenReader, path: Path, value: Value): string {
  if (value.kind === 'quoted' && !value.text.startsWith('`')) return value.inner;
  const where = `for '${shown(path.text)}' at column ${value.column}`;
  const prefix = path.parts.length > 1 ? path.parts[0]?.text : undefined;
  const kind = prefix === undefined || /^(attr|run$)/.test(prefix) ? 'attributes' : prefix;
  const expected = `Expected a quoted string value for ${kind} (e.g. 'my-value'). Got value ${shown(value.text)} ${where}`;
  if (value.kind === 'number' || value.list) return fail(reader.error(expected, value.column));
  return fail(
    reader.error(
      `Invalid clause(s) in filter string: Parameter value is either not quoted or unidentified quote types used for string value ` +
        `${shown(value.text)} ${where}. Use either single or double quotes. ${expected}`,
      value.column,
    ),
  );
}

function fail(error: Error): never {
  throw error;
}

function listOf(reader: TokenReader, path: Path, value: Value): string[] {
  if (!value.list) {
    throw reader.error(
      `Invalid clause(s) in filter string: '${shown(path.text)}' is compared with ${shown(value.text)} at column ${value.column} ` +
        "and not with a list as in ('a', 'b')",
      value.column,
    );
  }
  if (value.list.length === 0) {
    throw reader.error(
      'While parsing a list in the query, expected a non-empty list of string values, but got empty list ' +
        `at column ${value.column}`,
      value.column,
    );
  }
  return value.list.map((item) => {
    if (item.kind === 'quoted' && !item.text.startsWith('`')) return item.inner;
    throw reader.error(
      'While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: ' +
        `${shown(item.text)} at column ${item.column}`,
      item.column,
    );
  });
}

const integerText = /^-?\d+$/;

function numberOf(reader: TokenReader, path: Path, value: Value, type: 'number' | 'integer' | 'quotedInteger'): number {
  const text = type === 'quotedInteger' ? value.inner : value.text;
  const what =
    path.parts.length > 1 && path.parts[0]?.text.startsWith('metric')
      ? 'metric'
      : `numeric attribute: ${shown(path.text)}`;
  if (type !== 'quotedInteger' && (value.kind !== 'number' || text.startsWith('+'))) {
    const prefix = path.parts.length > 1 ? path.parts[0]?.text : undefined;
    if (prefix === 'feedback' || prefix === 'expectation') {
      throw reader.error(
        `Expected a numeric value for ${prefix} (e.g. 0.8). Found ${shown(value.text)} at column ${value.column}`,
        value.column,
      );
    }
    throw reader.error(
      `Expected numeric value type for ${what}. Found ${shown(value.text)} at column ${value.column}`,
      value.column,
    );
  }
  if (type !== 'number' && !integerText.test(text)) {
    throw reader.error(
      `Invalid value for numeric attribute '${shown(path.text)}': '${shown(text)}' at column ${value.column} is no whole number`,
      value.column,
    );
  }
  const number = Number(text);
  if (!Number.isFinite(number) || (type !== 'number' && Math.abs(number) >= 2 ** 63)) {
    throw reader.error(
      `The number ${shown(text)} at column ${value.column} is beyond the range of ${type === 'number' ? 'a float64' : 'a 64-bit integer'}`,
      value.column,
    );
  }
  return number;
}
