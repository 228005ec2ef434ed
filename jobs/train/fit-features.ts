import { columnKind } from '#jobs/tabular/column-kind.ts';
import type { FittedFeature } from '#jobs/tabular/encoders.ts';
import { canExtract, extractSql, momentSql } from '#jobs/tabular/extract-sql.ts';
import { type Table, tableSql } from '#jobs/tabular/open-table.ts';
import { categorySql } from '#jobs/tabular/prepare-features.ts';
import { quoteName } from '#lib/datasets/duckdb/sql-quote.ts';
import type { FieldError } from '#lib/errors.ts';
import { type Feature, featureName, periodOf, type TrainRecipe } from '#lib/queue/kinds/train.ts';
import { recipeError } from './recipe-problems.ts';

/**
 * Learns the encoders from the training rows: means and deviations in one pass over all numbers, one pass for each
 * vocabulary. One thread and fixed orders, so that the same data gives the same encoders to the bit.
 * @param where SQL over `traza_row` that selects the training rows
 * @param log receives a line for what deserves a look (a constant column, categories left out)
 * @throws DomainError UNPROCESSABLE naming every feature whose column is missing, of a wrong type or empty
 */
export async function fitFeatures({
  table,
  recipe,
  where,
  log,
}: {
  table: Table;
  recipe: Pick<TrainRecipe, 'features'>;
  where: string;
  log: (line: string) => void;
}): Promise<FittedFeature[]> {
  const problems = recipe.features.flatMap((feature, index) => columnProblem(table, feature, index));
  if (problems.length > 0) throw recipeError(table, problems);
  const from = `from ${tableSql(table)} where ${where}`;
  const numbers = await numberStatistics(table, recipe.features, from);
  const fitted: FittedFeature[] = [];
  for (const [index, feature] of recipe.features.entries()) {
    const path = `features.${index}.column`;
    const type = typeOf(table, feature);
    // The values of an ENUM are text to the model, whatever other values the type lists.
    const kept = columnKind(type) === 'text' ? 'VARCHAR' : type;
    const base = {
      name: featureName(feature),
      column: feature.column,
      type: kept,
      ...(feature.extract ? { extract: feature.extract } : {}),
    };
    const encoder = feature.encoder;
    if (encoder.kind === 'standardize' || encoder.kind === 'cyclic') {
      const stats = numbers.get(index);
      if (!stats || stats.present === 0) {
        problems.push({
          path,
          message: `"${feature.column}" has no ${feature.extract ? 'date or time' : 'number'} in any training row`,
        });
        continue;
      }
      if (stats.unreadable > 0) {
        problems.push({
          path,
          message: `${stats.unreadable} values of "${feature.column}" are no date or time, e.g. ${stats.example}`,
        });
        continue;
      }
      const nulls = stats.missing > 0;
      if (nulls)
        log(
          `${base.name}: ${stats.missing} training rows have no value; they take the mean, and an indicator marks them.`,
        );
      if (encoder.kind === 'cyclic') {
        fitted.push({
          ...base,
          encoder: {
            kind: 'cyclic',
            period: encoder.period ?? periodOf(feature.extract) ?? 1,
            harmonics: encoder.harmonics,
            nulls,
          },
        });
      } else {
        if (!(stats.std > 0))
          log(`${base.name}: has the same value in every training row and tells the model nothing.`);
        fitted.push({
          ...base,
          encoder: { kind: 'standardize', mean: stats.mean, std: stats.std > 0 ? stats.std : 1, nulls },
        });
      }
      continue;
    }
    const text = categorySql(quoteName(feature.column), type, {
      type,
      ...(feature.extract ? { extract: feature.extract } : {}),
    });
    const { values, nulls, others } = await vocabulary(table, text, encoder.maxCategories, from);
    if (values.length === 0) {
      problems.push({ path, message: `"${feature.column}" is empty in every training row` });
      continue;
    }
    if (others > 0) log(`${base.name}: ${values.length} categories are kept, ${others} rarer ones count as unknown.`);
    if (encoder.kind === 'one-hot') fitted.push({ ...base, encoder: { kind: 'one-hot', values, nulls } });
    else fitted.push({ ...base, encoder: { kind: 'embedding', values, size: encoder.size } });
  }
  if (problems.length > 0) throw recipeError(table, problems);
  return fitted;
}

function typeOf(table: Table, feature: Feature): string {
  return table.columns.find((column) => column.name === feature.column)?.type ?? '';
}

function columnProblem(table: Table, feature: Feature, index: number): FieldError[] {
  const path = `features.${index}.column`;
  const column = table.columns.find((candidate) => candidate.name === feature.column);
  if (!column) return [{ path, message: `there is no column "${feature.column}"` }];
  const kind = columnKind(column.type);
  const encoder = feature.encoder.kind;
  if (feature.extract) {
    if (canExtract(column.type, feature.extract)) return [];
    return [
      {
        path: `features.${index}.extract`,
        message: `"${feature.column}" is ${column.type}, which has no ${feature.extract}`,
      },
    ];
  }
  if (kind === 'other') return [{ path, message: `"${feature.column}" is ${column.type}, which no encoder takes` }];
  if ((encoder === 'standardize' || encoder === 'cyclic') && kind !== 'number' && kind !== 'boolean') {
    const remedy = kind === 'text' ? 'use one-hot or embedding' : 'say which part to extract, e.g. hour or weekday';
    return [
      {
        path: `features.${index}.encoder`,
        message: `"${feature.column}" is ${column.type} and ${encoder} needs a number: ${remedy}`,
      },
    ];
  }
  return [];
}

interface NumberStatistics {
  present: number;
  missing: number;
  unreadable: number;
  example: string;
  mean: number;
  std: number;
}

async function numberStatistics(
  table: Table,
  features: readonly Feature[],
  from: string,
): Promise<Map<number, NumberStatistics>> {
  const indexes: number[] = [];
  const columns: string[] = [];
  for (const [index, feature] of features.entries()) {
    if (feature.encoder.kind !== 'standardize' && feature.encoder.kind !== 'cyclic') continue;
    const name = quoteName(feature.column);
    const type = typeOf(table, feature);
    const value = feature.extract ? `${extractSql(name, type, feature.extract)}::double` : `${name}::double`;
    const text = feature.extract && columnKind(type) === 'text';
    const unreadable = text ? `${momentSql(name, type)} is null and ${name} is not null` : 'false';
    columns.push(
      `count(*) filter (isfinite(${value}))::double`,
      `count(*) filter (${name} is null or not isfinite(coalesce(${value}, 0)))::double`,
      `count(*) filter (${unreadable})::double`,
      `any_value(${name}::varchar) filter (${unreadable})`,
      `avg(${value}) filter (isfinite(${value}))`,
      `stddev_pop(${value}) filter (isfinite(${value}))`,
    );
    indexes.push(index);
  }
  if (columns.length === 0) return new Map();
  const row = (await table.connection.runAndReadAll(`select ${columns.join(', ')} ${from}`)).getRows()[0] ?? [];
  return new Map(
    indexes.map((index, place) => {
      const [present, missing, unreadable, example, mean, std] = row.slice(place * 6, place * 6 + 6);
      return [
        index,
        {
          present: Number(present),
          missing: Number(missing),
          unreadable: Number(unreadable),
          example: String(example),
          mean: Number(mean),
          std: Number(std),
        },
      ];
    }),
  );
}

/** The most frequent values, in sorting order. Values as frequent as the last one kept: the earlier in sorting order. */
async function vocabulary(
  table: Table,
  text: string,
  maxCategories: number,
  from: string,
): Promise<{ values: string[]; nulls: boolean; others: number }> {
  const found = await table.connection.runAndReadAll(
    `with counts as (select ${text} as value, count(*) as n ${from} group by 1),
     kept as (select value from counts where value is not null order by n desc, value limit ${maxCategories})
     select value, (select count(*)::double from counts where value is not null), (select count(*)::double from counts where value is null)
     from kept order by value`,
  );
  const rows = found.getRows();
  const values = rows.map((row) => String(row[0]));
  return { values, nulls: Number(rows[0]?.[2] ?? 0) > 0, others: Number(rows[0]?.[1] ?? 0) - values.length };
}
