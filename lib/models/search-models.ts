import type { Ctx } from '../context.ts';
import { type Sql, sql } from '../db/sql.ts';
import { registeredModelsGrammar } from '../filter/grammars/registered-models.ts';
import { parseMlflowFilter } from '../filter/parse-mlflow-filter.ts';
import { parseOrder } from '../filter/parse-order.ts';
import { compareText } from '../filter/sql/compare-text.ts';
import { compileFilter } from '../filter/sql/compile-filter.ts';
import { cutPage, findPage } from '../filter/sql/find-page.ts';
import { keyValueCondition } from '../filter/sql/key-value-condition.ts';
import { byBytes, type SortColumn } from '../filter/sql/keyset.ts';
import type { Term } from '../filter/tree.ts';
import { readPageToken, writePageToken } from '../http/page-token.ts';
import { latestVersions } from './latest-versions.ts';
import { splitPrompts } from './prompt-filter.ts';
import { registryModelShape } from './registry-shape.ts';

export interface SearchRegistryInput {
  /** In MLflow's grammar. */
  filter: string;
  maxResults: number;
  orderBy: string[];
  pageToken?: string | undefined;
}

/**
 * One page of the registered models of the project, by name unless an order says otherwise; prompts only where the filter
 * asks for them. @returns each with tags, aliases and the newest version of each stage
 * @throws DomainError INVALID_INPUT (filter, order, token)
 */
export async function searchModels({ ctx, input }: { ctx: Ctx; input: SearchRegistryInput }) {
  const { prompts, filter } = splitPrompts(parseMlflowFilter(input.filter, registeredModelsGrammar));
  const order = parseOrder(input.orderBy, registeredModelsGrammar);
  const { pageToken, maxResults, ...rest } = input;
  const query = { search: 'models', project: ctx.project.id, ...rest };
  const after = pageToken ? readPageToken(query, pageToken) : undefined;
  const columns = order.map(
    ({ field, descending }): SortColumn =>
      field.key === 'name'
        ? { sql: byBytes(sql`m.name`), type: 'text', descending }
        : { sql: sql`m.updated_at`, type: 'time', descending },
  );
  if (!order.some(({ field }) => field.key === 'name')) {
    columns.push({ sql: byBytes(sql`m.name`), type: 'text', descending: false });
  }
  const found = await findPage(ctx, {
    id: sql`m.id`,
    from: sql`traza.model m`,
    where: [
      sql`m.project_id = ${ctx.project.id} AND m.deleted_at IS NULL AND m.is_prompt = ${prompts}::boolean`,
      compileFilter(filter, condition),
    ],
    columns,
    after,
    limit: maxResults + 1,
  });
  const { ids, next } = cutPage(found, maxResults);
  const [rows, versions] = await Promise.all([
    ctx.db.model.findMany({ where: { id: { in: ids } }, include: registryModelShape }),
    latestVersions(ctx, ids),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const latest = Map.groupBy(versions, (version) => version.modelId);
  return {
    models: ids.flatMap((id) => {
      const model = byId.get(id);
      return model ? [{ model, latest: latest.get(id) ?? [] }] : [];
    }),
    nextPageToken: next && writePageToken(query, next),
  };
}

function condition({ field, test }: Term): Sql {
  if (field.entity !== 'tag') return compareText(sql`m.name`, test);
  return keyValueCondition({ table: sql`traza.model_tag`, owner: sql`model_id`, id: sql`m.id`, key: field.key, test });
}
