import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DomainError } from '../../errors.ts';
import { checkExpression } from './check-expression.ts';

let tempDir: string;
beforeAll(async () => {
  tempDir = await mkdtemp(path.join(tmpdir(), 'traza-expression-'));
});
afterAll(() => rm(tempDir, { recursive: true, force: true }));

const columns = [
  { name: 'date', type: 'TIMESTAMP' },
  { name: 'delay', type: 'BIGINT' },
  { name: 'origin', type: 'VARCHAR' },
  { name: 'rate', type: 'DOUBLE' },
  { name: 'Beak Length (mm)', type: 'DOUBLE' },
];

function check(expression: string): Promise<string> {
  return checkExpression({ field: 'where', expression, columns, tempDir });
}

describe('checkExpression approves conditions of the row', () => {
  test.each([
    `date < TIMESTAMP '2001-05-01'`,
    `date >= '2001-01-01' AND date < '2001-05-01'`,
    `month(date) <= 4 and delay > 15`,
    `extract(hour from date) between 6 and 9`,
    `origin in ('ATL', 'ORD') or origin like 'S%'`,
    `origin like '%A_%L%' and replace(replace(origin, 'A', 'BB'), 'B', '') = 'TL'`,
    `"Beak Length (mm)" is not null`,
    `case when delay > 15 then true else false end`,
    `hash(origin) % 10 < 8`,
    `coalesce(rate, 0) > 0.5 and not isnan(rate)`,
    `date - interval '1 day' > date '2001-01-01'`,
    `delay::double / 60 > 1 -- an hour`,
    `ORIGIN = 'ATL'`,
    `origin = ');drop table x;--'`,
    `delay IS DISTINCT FROM 3`,
    `true`,
  ])('%s', async (expression) => {
    expect(await check(expression)).toBe(`(${expression}\n)`);
  });
});

describe('checkExpression refuses', () => {
  test.each([
    [`(select count(*) from read_text('/etc/passwd')) > 0`, 'a subquery cannot be used'],
    [`exists (select * from duckdb_settings())`, 'a subquery cannot be used'],
    [`delay in (select 1)`, 'a subquery cannot be used'],
    [`(from sqlite_master) is null`, 'a subquery cannot be used'],
    [`read_text('/etc/passwd') = 'a'`, 'the function read_text() cannot be used'],
    [`read_csv('/etc/passwd') is null`, 'the function read_csv() cannot be used'],
    [`getenv('HOME') = 'a'`, 'the function getenv() cannot be used'],
    [`current_setting('threads') = 1`, 'the function current_setting() cannot be used'],
    [`getvariable('x') = 1`, 'the function getvariable() cannot be used'],
    [`query('select 1') = 1`, 'the function query() cannot be used'],
    [`system.main.md5(origin) = 'a'`, 'schema'],
    [`delay > 1; DROP TABLE x`, ''],
    [`true) ; COPY (select 1) TO '/tmp/x' ; SELECT (true`, ''],
    [`COPY (select 1) TO '/tmp/x'`, ''],
    [`true), (false`, 'more than one expression'],
    [`true) FROM read_text('/etc/passwd') WHERE (true`, 'more than one expression'],
    [`true) UNION SELECT (true`, 'more than one expression'],
    [`true) ORDER BY (1`, 'more than one expression'],
    [`random() < 0.5`, 'random() gives another answer each time'],
    [`date < now()`, 'now() gives another answer each time'],
    [`date < current_date`, 'current_date gives another answer'],
    [`row_number() over () < 10`, 'a window function cannot be used'],
    [`count(*) > 1`, 'the function count_star() cannot be used'],
    [`max(delay) = 1`, 'the function max() cannot be used'],
    [`columns(*) > 1`, 'cannot be used'],
    [`$1 > 1`, 'a parameter cannot be used'],
    [`origin collate nocase = 'atl'`, 'a collation cannot be used'],
    [`repeat(origin, 1000000000) = 'a'`, 'the function repeat() cannot be used'],
    [`origin like '_%a%a%a%b'`, 'has more than 3 wildcards'],
    [`origin not ilike '%a_%a_%a_%b' escape '$'`, 'has more than 3 wildcards'],
    [`origin glob '*a*a*a*b'`, 'has more than 3 wildcards'],
    [`origin like origin`, 'must be a text in quotes'],
    [`replace(replace(origin, 'a', 'aa'), 'a', 'aa') = 'a'`, 'may not make the text longer'],
    [`replace(origin, 'a', origin) = 'a'`, 'replace() takes two texts in quotes'],
    [`nothing > 1`, 'there is no column "nothing"'],
    [`delay`, 'it gives BIGINT and should give true or false'],
    [`origin > delay + 'x'`, ''],
    [`delay >`, ''],
    [``, 'it is empty'],
    [`delay = 1 ${'or delay = 1 '.repeat(400)}`, 'may have 4000'],
    [`${'('.repeat(500)}true${')'.repeat(500)}`, 'nested more than 100 deep'],
    [`delay = 1\u0000`, 'control characters'],
  ])('%s', async (expression, reason) => {
    const error = await check(expression).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'where' }] });
    expect(String(error)).toContain(reason);
  });

  test('a long chain of operators without crashing the process', async () => {
    const outcome = await check(`${'not '.repeat(900)}true`).catch((error: unknown) => error);
    expect(typeof outcome === 'string' || outcome instanceof DomainError).toBe(true);
  });
});
