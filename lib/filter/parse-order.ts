import { FilterError, shown } from './filter-error.ts';
import type { Grammar } from './grammar.ts';
import { resolvePath, unknownAttribute } from './resolve-path.ts';
import { TokenReader } from './token-reader.ts';
import type { OrderTerm } from './tree.ts';

/** More keys than this order nothing further. */
const maxOrderTerms = 20;

/**
 * Reads `order_by`: clauses as "metrics.loss DESC" or "attributes.`start_time`".
 * @throws FilterError with the column of the first mistake within its clause; for a key that comes twice, too
 */
export function parseOrder(clauses: string[], grammar: Grammar): OrderTerm[] {
  if (clauses.length > maxOrderTerms) {
    throw new FilterError(
      `Invalid order_by: it has ${clauses.length} clauses; at most ${maxOrderTerms} are taken`,
      1,
      'order_by',
    );
  }
  const terms = clauses.map((clause) => parseClause(clause, grammar));
  const seen = new Set<string>();
  for (const [index, { field }] of terms.entries()) {
    const key = `${field.entity}.${field.key}`;
    if (seen.has(key)) {
      throw new FilterError(
        `\`order_by\` contains duplicate fields: '${shown(clauses[index] ?? '')}' orders by ${shown(key)} again`,
        1,
        'order_by',
      );
    }
    seen.add(key);
  }
  return terms;
}

function parseClause(clause: string, grammar: Grammar): OrderTerm {
  const reader = new TokenReader(clause, 'order_by');
  const invalid = (why: string, column: number) =>
    reader.error(`Invalid order_by clause '${shown(clause)}'. Could not be parsed: ${why} at column ${column}`, column);
  const path = reader.takePath();
  if (!path) throw invalid('expected a key such as metrics.loss', reader.peek().column);
  const direction = reader.peek();
  const descending = reader.takeWord('DESC') !== undefined;
  if (!descending && !reader.takeWord('ASC') && direction.kind !== 'end') {
    throw reader.error(
      `Invalid order_by clause '${shown(clause)}'. Invalid ordering key in order_by clause: '${shown(direction.text)}' at column ${direction.column} is neither ASC nor DESC`,
      direction.column,
    );
  }
  const rest = reader.peek();
  if (rest.kind !== 'end') throw invalid(`'${shown(rest.text)}' is one word too many`, rest.column);
  const { entity, key } = resolvePath(reader, grammar, path);
  if (entity === 'attribute') {
    const found = Object.hasOwn(grammar.orderable, key) ? grammar.orderable[key] : undefined;
    if (found) return { field: { entity, key: found.name ?? key }, descending };
    const known = Object.keys(grammar.orderable);
    const unknown = unknownAttribute(reader, grammar, path, key, known);
    throw reader.error(
      `Invalid order_by clause '${shown(clause)}'. Invalid order by key '${shown(key)}' specified. ${unknown.message}`,
      path.column,
    );
  }
  if (!grammar.orderEntities.includes(entity)) {
    throw reader.error(
      `Invalid order_by clause '${shown(clause)}'. Invalid order_by entity: ${entity} at column ${path.column}`,
      path.column,
    );
  }
  return { field: { entity, key }, descending };
}
