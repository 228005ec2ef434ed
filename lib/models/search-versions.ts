import type { Ctx } from '../context.ts';
import { type Sql, sql } from '../db/sql.ts';
import { modelVersionsGrammar } from '../filter/grammars/model-versions.ts';
import { parseMlflowFilter } from '../filter/parse-mlflow-filter.ts';
import { parseOrder } from '../filter/parse-order.ts';
import { compareNumber } from '../filter/sql/compare-number.ts';
import { compareText } from '../filter/sql/compare-text.ts';
import { compileFilter } from '../filter/sql/compile-filter.ts';
import { cutPage, findPage } from '../filter/sql/find-page.ts';
import { keyValueCondition } from '../filter/sql/key-value-condition.ts';
import { type ColumnType, sortColumns } from '../filter/sql/keyset.ts';
import type { OrderTerm, Term } from '../filter/tree.ts';
import { readPageToken, writePageToken } from '../http/page-token.ts';
import { splitPrompts } from './prompt-filter.ts';
import { registryVersionShape } from './registry-shape.ts';
import type { SearchRegistryInput } from './search-models.ts';

const columns: Record<string, { sql: Sql; type: ColumnType }> = {
  name: { sql: sql`m.name`, type: 'text' },
  version_number: { sql: sql`v.number::float8`, type: 'number' },
  run_id: { sql: sql`v.run_id`, type: 'text' },
  source_path: { sql: sql`v.source`, type: 'text' },
  creation_timestamp: { sql: sql`v.created_at`, type: 'time' },
  last_updated_timestamp: { sql: sql`v.updated_at`, type: 'time' },
};

const by = (key: string, descending: boolean): OrderTerm => ({ field: { entity: 'attribute', key }, descending });
const newestFirst = [by('last_updated_timestamp', true)];
const ties = [by('name', false), by('version_number', true)];

/**
 * One page of the model versions of the project that are not deleted, the last updated first unless an order says
 * otherwise; ties by name, then the greatest version first. Versions of prompts only where the filter asks for them.
 * @throws DomainError INVALID_INPUT (filter, order, token)
 */
export async function searchVersions({ ctx, input }: { ctx: Ctx; input: SearchRegistryInput }) {
  const { prompts, filter } = splitPrompts(parseMlflowFilter(input.filter, modelVersionsGrammar));
  const asked = parseOrder(input.orderBy, modelVersionsGrammar);
  const { pageToken, maxResults, ...rest } = input;
  const query = { search: 'model-versions', project: ctx.project.id, ...rest };
  const after = pageToken ? readPageToken(query, pageToken) : undefined;
  const order = asked.length > 0 ? asked : newestFirst;
  const missing = ties.filter((tie) => !order.some(({ field }) => field.key === tie.field.key));
  const found = await findPage(ctx, {
    id: sql`v.id`,
    from: sql`traza.model_version v JOIN traza.model m ON m.id = v.model_id`,
    where: [
      sql`v.project_id = ${ctx.project.id} AND v.deleted_at IS NULL`,
      sql`m.deleted_at IS NULL AND m.is_prompt = ${prompts}::boolean`,
      compileFilter(filter, condition),
    ],
    columns: [...order, ...missing].flatMap(({ field, descending }) => {
      const column = columns[field.key];
      return column ? sortColumns(column.sql, column.type, { descending, nullable: false }) : [];
    }),
    after,
    limit: maxResults + 1,
  });
  const { ids, next } = cutPage(found, maxResults);
  const rows = await ctx.db.modelVersion.findMany({ where: { id: { in: ids } }, include: registryVersionShape });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    versions: ids.flatMap((id) => byId.get(id) ?? []),
    nextPageToken: next && writePageToken(query, next),
  };
}

function condition({ field, test }: Term): Sql {
  if (field.entity === 'tag') {
    const table = sql`traza.model_version_tag`;
    return keyValueCondition({ table, owner: sql`version_id`, id: sql`v.id`, key: field.key, test });
  }
  const column = columns[field.key];
  if (!column) return sql`false`;
  return column.type === 'number' ? compareNumber(column.sql, test) : compareText(column.sql, test);
}
