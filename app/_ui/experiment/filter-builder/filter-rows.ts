import { lex, type Token } from '#lib/filter/lex.ts';
import type { Filter, Term, Test } from '#lib/filter/tree.ts';
import { readSearch } from '../run-question.ts';
import { type Comparison, faultOf, type Operator, parsed, writeComparison } from './comparison.ts';

/** How a row is joined with the one before it; `and` binds closer than `or`. */
export type Joint = 'and' | 'or';

/** One line of the builder. What is no comparison by itself, such as parentheses, is a piece of text. */
export type FilterRow = { joint: Joint } & (
  | { kind: 'comparison'; comparison: Comparison /** As it was written, until it is changed. */; source?: string }
  | { kind: 'text'; text: string }
);

/** The rows of what was typed into the search of runs, whatever it is. Pure. */
export function readRows(search: string): FilterRow[] {
  const { filter, text, regex } = readSearch(search);
  if (regex !== undefined) return [comparisonRow({ field: 'name', operator: '=~', values: [regex], quoted: false })];
  if (text !== undefined) {
    // The search looks at the beginning of ids too.
    const comparison: Comparison = /^[0-9a-f]{6,32}$/.test(text)
      ? { field: 'id', operator: 'like', values: [`${text}%`], quoted: false }
      : { field: 'name', operator: 'contains', values: [text], quoted: false };
    return [comparisonRow(comparison)];
  }
  return filter === undefined ? [] : readFilter(filter);
}

function comparisonRow(comparison: Comparison): FilterRow {
  return { joint: 'and', kind: 'comparison', comparison };
}

function readFilter(filter: string): FilterRow[] {
  const whole: FilterRow[] = [{ joint: 'and', kind: 'text', text: filter }];
  if (!parsed(filter)) return whole;
  const rows: FilterRow[] = [];
  for (const { joint, text } of split(filter)) {
    const tree = parsed(text);
    // A word that joins elsewhere was a name or a value here.
    if (!tree || text === '') return whole;
    const comparison = readComparison(text, tree);
    rows.push(
      comparison ? { joint, kind: 'comparison', comparison, source: text } : { joint, kind: 'text', text: bare(text) },
    );
  }
  return rows;
}

/** Text rows get their parentheses back where they need them. */
function bare(text: string): string {
  const inner = /^\((.*)\)$/s.exec(text)?.[1]?.trim();
  return inner !== undefined && JSON.stringify(shape(inner)) === JSON.stringify(shape(text)) ? inner : text;
}

function shape(text: string): unknown {
  const without = (tree: Filter | undefined): unknown =>
    tree?.kind === 'term'
      ? [tree.field, tree.test.kind === 'number' ? String(tree.test.value) : tree.test]
      : tree?.kind === 'not'
        ? ['not', without(tree.of)]
        : tree && [tree.kind, tree.of.map(without)];
  return without(parsed(text));
}

/** The pieces of a filter between the words that join them outside of parentheses. */
function split(filter: string): { joint: Joint; text: string }[] {
  const tokens = lex(filter);
  const pieces: { joint: Joint; text: string }[] = [];
  let [joint, from, depth]: [Joint, number, number] = ['and', 0, 0];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'mark') depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (depth !== 0 || (word !== 'and' && word !== 'or') || isPartOfName(tokens, index)) continue;
    pieces.push({ joint, text: filter.slice(from, token.column - 1).trim() });
    joint = word;
    from = token.column - 1 + token.text.length;
  }
  return [...pieces, { joint, text: filter.slice(from).trim() }];
}

function isPartOfName(tokens: readonly Token[], index: number): boolean {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  const joins = (mark: Token | undefined) => mark?.kind === 'mark' && !'()'.includes(mark.text);
  return (token?.glued === true && joins(before)) || (after?.glued === true && joins(after));
}

const negations = { CONTAINS: 'not contains', LIKE: 'not like', ILIKE: 'not ilike', MATCHES: '!~' } as const;

function readComparison(text: string, tree: Filter): Comparison | undefined {
  if (tree.kind === 'term') {
    const field = fieldOf(text, tree);
    return field === undefined ? undefined : { field, ...saidBy(tree.test, valueToken(text, tree)) };
  }
  // How the reader says "not contains" and its like.
  const [present, not] = tree.kind === 'all' ? tree.of : [];
  if (present?.kind !== 'term' || present.test.kind !== 'present' || not?.kind !== 'not' || not.of.kind !== 'term')
    return undefined;
  const { test } = not.of;
  const field = fieldOf(text, not.of);
  if (field === undefined || test.kind !== 'text' || test.operator === '=' || test.operator === '!=') return undefined;
  return { field, operator: negations[test.operator], values: [test.value], quoted: false };
}

/** The name of the field as it stands in the text. */
function fieldOf(text: string, term: Term): string | undefined {
  const tokens = lex(text);
  const first = tokens.findIndex((token) => token.column === term.column);
  const end = tokens.findIndex(
    (token, index) =>
      index > first &&
      (token.kind === 'operator' || (token.kind === 'word' && !(token.glued && tokens[index - 1]?.kind === 'mark'))),
  );
  const [from, to] = [tokens[first], tokens[end]];
  return first < 0 || !from || !to ? undefined : text.slice(from.column - 1, to.column - 1).trim();
}

function valueToken(text: string, term: Term): Token | undefined {
  return lex(text).find((token) => token.column === term.valueColumn);
}

function saidBy(test: Test, written: Token | undefined): Omit<Comparison, 'field'> {
  switch (test.kind) {
    case 'missing':
      return { operator: 'is null', values: [], quoted: false };
    case 'present':
      return { operator: 'is not null', values: [], quoted: false };
    case 'number': {
      // As it was written: 1e-3 stays 1e-3. Moments are written in quotes, and kept in milliseconds.
      const value = written?.kind === 'number' || written?.kind === 'word' ? written.text : wordOf(test.value);
      return { operator: test.operator, values: [value], quoted: false };
    }
    case 'numbers':
      return { operator: listOperator(test.operator), values: test.values.map(wordOf), quoted: false };
    case 'texts':
      return { operator: listOperator(test.operator), values: test.values, quoted: true };
    case 'text': {
      const operator = test.operator === 'MATCHES' ? '=~' : (test.operator.toLowerCase() as Operator);
      return { operator, values: [test.value], quoted: written?.kind === 'quoted' };
    }
  }
}

function listOperator(operator: 'IN' | 'NOT IN'): Operator {
  return operator === 'IN' ? 'in' : 'not in';
}

function wordOf(value: number): string {
  return Number.isNaN(value) ? 'nan' : Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}

/** The filter of the rows; rows that still lack something are left out. What was not changed is written as it was. Pure. */
export function writeRows(rows: readonly FilterRow[]): string {
  const said = rows.flatMap((row) => {
    const text = row.kind === 'text' ? row.text.trim() : (row.source ?? written(row.comparison));
    return text === undefined || text === '' ? [] : [{ joint: row.joint, text, isText: row.kind === 'text' }];
  });
  return said
    .map(({ joint, text, isText }, index) => {
      const whole = isText && said.length > 1 && parsed(text)?.kind === 'any' ? `(${text})` : text;
      return index === 0 ? whole : `${joint} ${whole}`;
    })
    .join(' ');
}

function written(comparison: Comparison): string | undefined {
  return faultOf(comparison) === undefined ? writeComparison(comparison) : undefined;
}
