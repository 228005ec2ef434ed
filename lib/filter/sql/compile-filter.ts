import { type Sql, sql, sqlJoin } from '../../db/sql.ts';
import type { Filter, Term } from '../tree.ts';

/**
 * A filter as one condition that is true or false, never null: so NOT means what it says.
 * @param termSql the condition of one comparison; where it is null, the comparison does not hold
 */
export function compileFilter(filter: Filter, termSql: (term: Term) => Sql): Sql {
  switch (filter.kind) {
    case 'term':
      return termSql(filter);
    case 'not':
      return sql`((${compileFilter(filter.of, termSql)}) IS NOT TRUE)`;
    case 'all':
    case 'any': {
      const parts = filter.of.map((one) => compileFilter(one, termSql));
      if (filter.kind === 'all') return sql`(${sqlJoin(parts, ' AND ', sql`true`)})`;
      return sql`(${sqlJoin(parts, ' OR ', sql`false`)})`;
    }
  }
}
