import type { QueryResultRow } from 'pg';
import { type Db, type DbTransaction, db, pool } from './client.ts';

/** A piece of a statement. What a request said is never in its text, only among its values. */
export class Sql {
  /** One longer than `values`: a value stands between each two. */
  readonly strings: readonly string[];
  readonly values: readonly unknown[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }

  /** The text with $1, $2, ... for the values. */
  get text(): string {
    let text = this.strings[0] ?? '';
    for (let index = 1; index < this.strings.length; index += 1) text += `$${index}${this.strings[index]}`;
    return text;
  }
}

/** sql`a = ${value}`: pieces among the values become part of the text, all else travels as parameters. */
export function sql(template: TemplateStringsArray, ...given: unknown[]): Sql {
  const strings = [template[0] ?? ''];
  const values: unknown[] = [];
  const append = (text: string) => {
    strings[strings.length - 1] += text;
  };
  for (const [index, value] of given.entries()) {
    if (value instanceof Sql) {
      append(value.strings[0] ?? '');
      for (const [at, inner] of value.values.entries()) {
        values.push(inner);
        strings.push(value.strings[at + 1] ?? '');
      }
    } else {
      values.push(value);
      strings.push('');
    }
    append(template[index + 1] ?? '');
  }
  return new Sql(strings, values);
}

/** Text of this program and of nobody else: names of columns and tables. */
export function sqlText(text: string): Sql {
  return new Sql([text], []);
}

export const noSql = sqlText('');

/** The pieces with `separator` between them; `otherwise` where there are none. */
export function sqlJoin(pieces: readonly Sql[], separator: string, otherwise: Sql = noSql): Sql {
  const [first, ...rest] = pieces;
  if (!first) return otherwise;
  const strings = [...first.strings];
  const values = [...first.values];
  for (const piece of rest) {
    strings[strings.length - 1] += separator + (piece.strings[0] ?? '');
    for (const [at, value] of piece.values.entries()) {
      values.push(value);
      strings.push(piece.strings[at + 1] ?? '');
    }
  }
  return new Sql(strings, values);
}

/**
 * Runs a statement whose text depends on the request, without preparing it under a name. The pool and a transaction
 * read some types differently, so cast what comes out to text, int4, float8, boolean or json.
 */
export async function runSql<Row extends QueryResultRow>(on: Db | DbTransaction, statement: Sql): Promise<Row[]> {
  const { text } = statement;
  const values = [...statement.values];
  if (on !== db()) return on.$queryRawUnsafe<Row[]>(text, ...values);
  const { rows } = await pool().query<Row>(text, values);
  return rows;
}
