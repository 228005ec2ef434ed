import { columnKind } from '#jobs/tabular/column-kind.ts';
import type { FittedTarget } from '#jobs/tabular/encoders.ts';
import { labelledSql, ruleSql } from '#jobs/tabular/labels.ts';
import { type Table, tableSql } from '#jobs/tabular/open-table.ts';
import { quoteName } from '#lib/datasets/duckdb/sql-quote.ts';
import type { Task, TrainRecipe } from '#lib/queue/kinds/train.ts';
import { recipeError } from './recipe-problems.ts';

/** More classes than this are taken for a mistake: an id, a free text. */
const maxClasses = 1_000;

export interface FitTargetResult {
  task: Task;
  target: FittedTarget;
  /** Training rows that have a target. */
  rows: number;
  /** Training rows without one; they are left out. */
  unlabelled: number;
  /** Rows of each class, in class order. */
  classCounts: number[];
}

/**
 * Settles the task, the classes and their counts from the training rows.
 * @param where SQL over `traza_row` that selects the training rows
 * @throws DomainError UNPROCESSABLE naming the field: no such column, a type the task cannot use, a class that never occurs
 */
export async function fitTarget({
  table,
  recipe,
  where,
}: {
  table: Table;
  recipe: Pick<TrainRecipe, 'target' | 'task' | 'classWeights'>;
  where: string;
}): Promise<FitTargetResult> {
  const { column, rule, positive } = recipe.target;
  const type = table.columns.find((candidate) => candidate.name === column)?.type;
  if (type === undefined)
    throw recipeError(table, [{ path: 'target.column', message: `there is no column "${column}"` }]);
  const kind = columnKind(type);
  if (kind === 'other') {
    throw recipeError(table, [{ path: 'target.column', message: `"${column}" is ${type}, which cannot be a target` }]);
  }
  const kept = kind === 'text' ? 'VARCHAR' : type;
  const name = quoteName(column);
  const count = async (sql: string) => Number((await table.connection.runAndReadAll(sql)).getRows()[0]?.[0]);
  const all = await count(`select count(*)::double from ${tableSql(table)} where ${where}`);
  const from = (task: Task) =>
    `from ${tableSql(table)} where ${where} and ${labelledSql(column, type, task, rule !== undefined)}`;
  const noRows = () => recipeError(table, [{ path: 'target.column', message: `"${column}" is empty in every row` }]);

  if (rule) {
    checkRule(table, column, type, rule.op, rule.value);
    const counted = await table.connection.runAndReadAll(
      `select count(*)::double, count(*) filter (${ruleSql(name, rule)})::double ${from('binary')}`,
    );
    const [rows = 0, positives = 0] = (counted.getRows()[0] ?? []).map(Number);
    if (rows === 0) throw noRows();
    const text = `${column} ${rule.op} ${rule.value}`;
    if (positives === 0 || positives === rows) {
      const what = positives === 0 ? 'holds for none' : 'holds for every one';
      throw recipeError(table, [
        {
          path: 'target.rule',
          message: `${text} ${what} of ${rows} training rows: one of the two classes never occurs`,
        },
      ]);
    }
    const target = {
      column,
      type: kept,
      rule,
      classes: [`not ${text}`, text],
      shares: [1 - positives / rows, positives / rows],
    };
    checkClassWeights(table, recipe, target.classes);
    return { task: 'binary', target, rows, unlabelled: all - rows, classCounts: [rows - positives, positives] };
  }

  const classes = await readClasses(table, name, from('multiclass'));
  const task = recipe.task ?? inferTask(kind, type, classes.length);
  if (task === 'regression') {
    if (kind !== 'number') {
      throw recipeError(table, [
        { path: 'target.column', message: `"${column}" is ${type}; regression needs a number` },
      ]);
    }
    const stats = await table.connection.runAndReadAll(
      `select count(*)::double, avg(${name}::double), stddev_pop(${name}::double) ${from('regression')}`,
    );
    const [rows, mean, std] = stats.getRows()[0] ?? [];
    if (!rows) throw noRows();
    const spread = Number(std);
    if (!(spread > 0)) {
      throw recipeError(table, [
        { path: 'target.column', message: `"${column}" is ${mean} in every row: there is nothing to learn` },
      ]);
    }
    const target = { column, type: kept, mean: Number(mean), std: spread };
    return { task, target, rows: Number(rows), unlabelled: all - Number(rows), classCounts: [] };
  }

  if (classes.length === 0) throw noRows();
  if (classes.length === 1) {
    throw recipeError(table, [
      {
        path: 'target.column',
        message: `"${column}" is "${classes[0]?.value}" in every training row: another class never occurs`,
      },
    ]);
  }
  if (classes.length > maxClasses) {
    throw recipeError(table, [
      {
        path: 'target.column',
        message: `"${column}" has more than ${maxClasses} different values: too many for classes`,
      },
    ]);
  }
  if (task === 'binary' && classes.length !== 2) {
    const values = classes
      .slice(0, 6)
      .map((entry) => entry.value)
      .join(', ');
    throw recipeError(table, [
      {
        path: 'task',
        message: `binary needs two classes, and "${column}" has ${classes.length} (${values}${classes.length > 6 ? ', …' : ''}); use multiclass or a target.rule`,
      },
    ]);
  }
  if (positive !== undefined) {
    const index = classes.findIndex((entry) => entry.value === String(positive));
    if (task !== 'binary' || index < 0) {
      const message =
        task === 'binary' ? `"${positive}" never occurs in "${column}"` : 'only a binary task has a positive class';
      throw recipeError(table, [{ path: 'target.positive', message }]);
    }
    if (index === 0) classes.reverse();
  }
  const names = classes.map((entry) => entry.value);
  checkClassWeights(table, recipe, names);
  const classCounts = classes.map((entry) => entry.count);
  const rows = classCounts.reduce((a, b) => a + b, 0);
  return {
    task,
    target: { column, type: kept, classes: names, shares: classCounts.map((count) => count / rows) },
    rows,
    unlabelled: all - rows,
    classCounts,
  };
}

function inferTask(kind: string, type: string, classes: number): Task {
  if (kind === 'boolean') return 'binary';
  if (kind === 'number') {
    const whole = /INT/.test(type);
    return whole && classes === 2 ? 'binary' : 'regression';
  }
  return classes === 2 ? 'binary' : 'multiclass';
}

async function readClasses(table: Table, name: string, from: string): Promise<{ value: string; count: number }[]> {
  const found = await table.connection.runAndReadAll(
    `select ${name}::varchar as value, count(*)::double as n ${from} group by 1 order by 1 limit ${maxClasses + 1}`,
  );
  return found.getRows().map((row) => ({ value: String(row[0]), count: Number(row[1]) }));
}

function checkRule(table: Table, column: string, type: string, op: string, value: number | string | boolean): void {
  const kind = columnKind(type);
  const fits =
    (kind === 'number' && typeof value === 'number') ||
    (kind === 'boolean' && typeof value === 'boolean' && (op === '=' || op === '!=')) ||
    (['text', 'date', 'time', 'timestamp', 'timestamptz'].includes(kind) && typeof value === 'string');
  if (!fits) {
    throw recipeError(table, [
      {
        path: 'target.rule',
        message: `"${column}" is ${type}, and ${op} ${JSON.stringify(value)} does not compare with it`,
      },
    ]);
  }
}

function checkClassWeights(table: Table, recipe: Pick<TrainRecipe, 'classWeights'>, classes: string[]): void {
  if (typeof recipe.classWeights === 'string') return;
  const known = Object.keys(recipe.classWeights);
  const stray = known.filter(
    (name) => !classes.includes(name) && !(classes.length === 2 && (name === '0' || name === '1')),
  );
  if (stray.length > 0) {
    throw recipeError(
      table,
      stray.map((name) => ({
        path: `classWeights.${name}`,
        message: `there is no class "${name}"; the classes are ${classes.join(', ')}`,
      })),
    );
  }
}
