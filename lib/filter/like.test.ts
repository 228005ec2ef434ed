import { expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { runSql, sql } from '../db/sql.ts';
import { isLike } from './like.ts';
import { compareText } from './sql/compare-text.ts';

const t = await testDatabase();

test('the patterns mean what PostgreSQL reads in them, and a lone backslash at the end means itself', async () => {
  const texts = ['', 'a', 'A', 'ab', 'a%b', 'a_b', 'a\\', '\\', 'line\nbreak', '雪', 'a+b', '(a)'];
  const patterns = ['', '%', '_', 'a%', '%B', 'a\\%b', 'a\\_b', 'a\\', '\\\\', 'l%k', 'a+b', '(_)', '__'];
  for (const pattern of patterns) {
    for (const operator of ['LIKE', 'ILIKE'] as const) {
      const condition = compareText(sql`value`, { kind: 'text', operator, value: pattern });
      const rows = await runSql<{ value: string }>(
        t.db,
        sql`SELECT value FROM unnest(${texts}::text[]) AS u(value) WHERE ${condition}`,
      );
      const expected = texts.filter((text) => isLike(text, pattern, { ignoreCase: operator === 'ILIKE' }));
      expect(
        rows.map((row) => row.value),
        `${operator} ${pattern}`,
      ).toEqual(expected);
    }
  }
});
