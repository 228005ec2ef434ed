import { z } from 'zod';
import { DomainError } from '../../errors.ts';
import type { Column } from '../schema.ts';
import { costOfCall } from './cost-of-call.ts';
import { withDuckDb } from './open-duckdb.ts';
import { quoteName, quoteText } from './sql-quote.ts';

const maxLength = 4000;

/** Kinds of nodes that compute a value from the row alone. */
const allowedClasses = new Set([
  'COLUMN_REF',
  'CONSTANT',
  'COMPARISON',
  'CONJUNCTION',
  'OPERATOR',
  'FUNCTION',
  'CAST',
  'CASE',
  'BETWEEN',
]);

const classNames: Record<string, string> = {
  SUBQUERY: 'a subquery',
  WINDOW: 'a window function',
  LAMBDA: 'a lambda',
  PARAMETER: 'a parameter',
  STAR: '"*"',
  COLLATE: 'a collation',
};

/** Functions of the row alone: the same row gives the same answer on any day and any machine, in bounded memory. */
const allowedFunctions = new Set(
  `+ - * / // % ** ^ & | << >> ~ || ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape
  regexp_matches regexp_full_match lower upper trim ltrim rtrim length strlen substring substr left right starts_with
  prefix suffix ends_with contains instr strpos position replace concat split_part abs round floor ceil ceiling trunc sign
  sqrt cbrt ln log log2 log10 exp pow power mod greatest least isnan isinf isfinite sin cos tan asin acos atan atan2 pi
  radians degrees even xor year month day hour minute second millisecond microsecond quarter week weekofyear yearweek
  weekday dayofweek isodow isoyear dayofmonth dayofyear epoch epoch_ms date_part datepart date_trunc datetrunc date_diff
  datediff date_sub datesub date_add strftime strptime try_strptime make_date make_timestamp make_time monthname dayname
  last_day timezone to_years to_months to_weeks to_days to_hours to_minutes to_seconds to_milliseconds to_microseconds
  ifnull nullif hash md5 md5_number row list_value list_contains list_has list_extract array_extract struct_extract
  array_contains array_has`.split(/\s+/),
);

const unrepeatable = new Set([
  'random',
  'uuid',
  'gen_random_uuid',
  'now',
  'current_timestamp',
  'current_date',
  'today',
  'get_current_time',
  'get_current_timestamp',
  'setseed',
  'nextval',
]);

const Serialized = z.object({
  error: z.boolean(),
  error_message: z.string().optional(),
  statements: z.array(z.object({ node: z.record(z.string(), z.unknown()) })).optional(),
});

export interface CheckExpressionInput {
  /** Where the client wrote it, for the error: "where". */
  field: string;
  expression: string;
  columns: Column[];
  tempDir?: string;
}

/**
 * Approves one SQL condition over the columns of a table, or refuses it with the reason. Approved means: one
 * expression, of known columns and of functions that look at nothing but the row (no files, settings, clocks, chance,
 * subqueries or aggregates), and its type is BOOLEAN. DuckDB's own parser decides what the text is; the text returned
 * is wrapped in brackets and may follow WHERE.
 * @throws DomainError INVALID_INPUT
 */
export async function checkExpression({ field, expression, columns, tempDir }: CheckExpressionInput): Promise<string> {
  const refuse = (why: string, hint?: string) =>
    new DomainError('INVALID_INPUT', `The expression in "${field}" is refused: ${why}.`, {
      fields: [{ path: field, message: why }],
      hint: hint ?? `Write one condition over the columns ${columns.map((column) => column.name).join(', ')}.`,
    });
  const text = expression.trim();
  if (text === '') throw refuse('it is empty');
  if (text.length > maxLength) throw refuse(`it has ${text.length} characters and may have ${maxLength}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) || !text.isWellFormed())
    throw refuse('it holds control characters');
  if (bracketDepth(text) > 100) throw refuse('its brackets are nested more than 100 deep');
  // The line break ends a comment, so that the closing bracket is always ours.
  const wrapped = `(${text}\n)`;
  return withDuckDb(
    { paths: [], threads: 1, memoryMb: 128, timeoutMs: 5000, ...(tempDir ? { tempDir } : {}) },
    async (duck) => {
      const [row] = await duck.rows(`SELECT json_serialize_sql(${quoteText(`SELECT ${wrapped}`)})`);
      const tree = Serialized.parse(JSON.parse(String(row?.[0])));
      if (tree.error) throw refuse(parserMessage(tree.error_message ?? 'it could not be parsed'));
      const [statement, ...others] = tree.statements ?? [];
      if (!statement || others.length > 0) throw refuse('it is more than one statement');
      checkTree(soleExpression(statement.node, refuse), columns, refuse);
      // Binding against an empty table with these columns finds wrong types and missing functions.
      const table = `SELECT ${columns.map((column) => `CAST(NULL AS ${column.type}) AS ${quoteName(column.name)}`).join(', ')}`;
      const type = await duck.rows(`DESCRIBE SELECT ${wrapped} FROM (${table}) LIMIT 0`).catch((error: unknown) => {
        throw error instanceof DomainError
          ? error
          : refuse(parserMessage(error instanceof Error ? error.message : String(error)));
      });
      const found = String(type[0]?.[1]);
      if (found !== 'BOOLEAN')
        throw refuse(
          `it gives ${found} and should give true or false`,
          'Compare it with something, as in "distance > 500".',
        );
      return wrapped;
    },
  );
}

type Refuse = (why: string, hint?: string) => DomainError;
type Json = Record<string, unknown>;

/** The statement must be `SELECT (expression)` and nothing around it. */
function soleExpression(node: Json, refuse: Refuse): unknown {
  const list = node.select_list;
  const from = node.from_table;
  const plain =
    node.type === 'SELECT_NODE' &&
    Array.isArray(list) &&
    list.length === 1 &&
    isEmpty(node.modifiers) &&
    isEmpty(node.group_expressions) &&
    isEmpty(node.group_sets) &&
    [node.where_clause, node.having, node.sample, node.qualify].every((part) => part === null || part === undefined) &&
    isObject(from) &&
    from.type === 'EMPTY';
  if (!plain) throw refuse('it is more than one expression');
  return list[0];
}

function checkTree(value: unknown, columns: Column[], refuse: Refuse): void {
  if (Array.isArray(value)) {
    for (const item of value) checkTree(item, columns, refuse);
    return;
  }
  if (!isObject(value)) return;
  if ('class' in value) checkNode(value, columns, refuse);
  for (const [key, child] of Object.entries(value)) {
    if (key !== 'value' && key !== 'type_info') checkTree(child, columns, refuse);
  }
}

function checkNode(node: Json, columns: Column[], refuse: Refuse): void {
  const kind = String(node.class);
  if (!allowedClasses.has(kind)) throw refuse(`${classNames[kind] ?? kind.toLowerCase()} cannot be used`);
  if (kind === 'COLUMN_REF') {
    const path = Array.isArray(node.column_names) ? node.column_names.map(String) : [];
    const name = path[0] ?? '';
    if (unrepeatable.has(name.toLowerCase())) throw refuse(`${name} gives another answer at another time`);
    if (!columns.some((column) => column.name.toLowerCase() === name.toLowerCase()))
      throw refuse(`there is no column "${name}"`);
  }
  if (kind === 'FUNCTION') {
    const name = String(node.function_name).toLowerCase();
    if (unrepeatable.has(name))
      throw refuse(`${name}() gives another answer each time`, 'Use hash(column) % 10 < 8 for a share of the rows.');
    if (!allowedFunctions.has(name)) throw refuse(`the function ${name}() cannot be used`);
    const cost = costOfCall(name, Array.isArray(node.children) ? node.children : []);
    if (cost) throw refuse(cost, 'Use contains(), starts_with() or regexp_matches(), which take one pass.');
    if (node.distinct === true || (node.filter ?? null) !== null || node.export_state === true)
      throw refuse('aggregates cannot be used');
    if (String(node.catalog ?? '') !== '' || !['', 'main'].includes(String(node.schema ?? ''))) {
      throw refuse(`the function ${name}() cannot be called through a schema`);
    }
  }
  if (kind === 'CAST') {
    const type = isObject(node.cast_type) ? String(node.cast_type.id) : '';
    if (['UNBOUND', 'USER', 'ENUM', 'UNKNOWN', 'INVALID'].includes(type) && !knownUserType(node.cast_type)) {
      throw refuse('a cast to a named type cannot be used');
    }
  }
}

/** Some parser versions leave plain type names for the binder; those of one word are harmless. */
function knownUserType(type: unknown): boolean {
  const name =
    isObject(type) && isObject(type.type_info)
      ? String(type.type_info.user_type_name ?? type.type_info.name ?? '')
      : '';
  return /^(BOOLEAN|BOOL|(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?)|INT[248]|FLOAT[48]?|REAL|DOUBLE|VARCHAR|TEXT|STRING|DATE|TIME|TIMESTAMP|TIMESTAMPTZ)$/i.test(
    name,
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** A parser that recurses must not be handed a text made to exhaust its stack. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if ('([{'.includes(character)) deepest = Math.max(deepest, ++depth);
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
  }
  return deepest;
}

function parserMessage(message: string): string {
  const [first = ''] = message.replace(/^[A-Za-z ]+ Error: /, '').split('\n');
  return first.replace(/\.$/, '').slice(0, 300);
}
