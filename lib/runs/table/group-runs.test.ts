import { expect, test } from 'vitest';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { Random } from '#lib/filter/testing/random.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from '../create-run.ts';
import { logBatch } from '../log-batch.ts';
import type { ModelRun } from '../search/testing/model-run.ts';
import { metricKeys, randomRuns, textKeys } from '../search/testing/random-runs.ts';
import { groupRuns } from './group-runs.ts';
import { queryRuns } from './query-runs.ts';
import type { GroupFigures, RunGroup } from './schema.ts';
import { modelCell } from './testing/model-table.ts';
import { inSet, randomSet } from './testing/random-set.ts';
import { seedModelRuns } from './testing/seed-model-runs.ts';

const t = await testDatabase();

const keyNames = [
  ...textKeys.flatMap((key) => [`param:${key}`, `tag:${key}`]),
  'status',
  'kind',
  'user',
  'name',
  'parent',
];

function modelGroups(runs: ModelRun[], by: string[]): Map<string, ModelRun[]> {
  const groups = new Map<string, ModelRun[]>();
  for (const run of runs) {
    const key = JSON.stringify(by.map((name) => modelCell(run, name)));
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return groups;
}

function modelFigures(runs: ModelRun[], name: string): GroupFigures {
  const cells = runs.map((run) => modelCell(run, name)).filter((cell) => typeof cell === 'number');
  const values = cells.filter((value) => !Number.isNaN(value));
  const n = values.length;
  // Divided beforehand: the sum of two values of 1e308 is beyond a float64, their mean is not.
  const mean = values.reduce((sum, value) => sum + value / n, 0);
  const biggest = Math.max(...values.map((value) => Math.abs(value - mean)), 0) || 1;
  const sd = biggest * Math.sqrt(values.reduce((sum, value) => sum + ((value - mean) / biggest) ** 2 / (n - 1), 0));
  const wire = (value: number) => (Number.isFinite(value) ? value + 0 : (String(value) as 'NaN'));
  return {
    count: n,
    nanCount: cells.length - n,
    mean: n === 0 ? null : wire(mean),
    sd: n < 2 ? null : wire(Number.isFinite(mean) ? sd : Number.NaN),
    min: n === 0 ? null : wire(Math.min(...values)),
    max: n === 0 ? null : wire(Math.max(...values)),
  };
}

function expectClose(found: GroupFigures, expected: GroupFigures, said: string) {
  for (const name of ['count', 'nanCount', 'mean', 'sd', 'min', 'max'] as const) {
    const [a, b] = [found[name], expected[name]];
    if (typeof a !== 'number' || typeof b !== 'number') expect(a, `${said} ${name}`).toBe(b);
    else
      expect(Math.abs(a - b), `${said} ${name}: ${a} and not ${b}`).toBeLessThanOrEqual(
        1e-9 * Math.max(Math.abs(b), 1e-9),
      );
  }
}

test.each([1, 2, 3])('groups of random sets are what plain code says, page by page (seed %i)', async (seed) => {
  const ctx = await t.newCtx();
  const experiments = [
    (await createExperiment({ ctx, input: { name: 'one' } })).id,
    (await createExperiment({ ctx, input: { name: 'two' } })).id,
  ];
  const random = new Random(seed);
  const runs = randomRuns(random, 80, experiments);
  await seedModelRuns(ctx, runs);
  for (let round = 0; round < 30; round += 1) {
    const set = randomSet(random, experiments);
    const by = [...new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(keyNames)))];
    const metrics = metricKeys.flatMap((key) => [
      `metric:${key}`,
      ...(random.chance(0.3) ? [`metric:${key}:max`] : []),
    ]);
    const sort = { by: random.pick(['count', ...metrics]), order: random.pick(['asc', 'desc'] as const) };
    const said = `round ${round}: ${JSON.stringify({ set, by, sort })}`;
    const expected = modelGroups(
      runs.filter((run) => inSet(run, set)),
      by,
    );
    const found: RunGroup[] = [];
    let cursor: string | undefined;
    do {
      const page = await groupRuns({ ctx, input: { set, by, metrics, sort, limit: 1 + random.below(9), cursor } });
      found.push(...page.groups);
      expect(page.total, said).toBe(page.groups.length === 0 ? 0 : expected.size);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found.map((group) => JSON.stringify(group.values)).toSorted(), said).toEqual(
      [...expected.keys()].toSorted(),
    );
    for (const group of found) {
      const members = expected.get(JSON.stringify(group.values)) ?? [];
      expect(group.count, said).toBe(members.length);
      for (const [index, name] of metrics.entries()) {
        expectClose(
          group.metrics[index] as GroupFigures,
          modelFigures(members, name),
          `${said} ${group.values} ${name}`,
        );
      }
      const statuses = modelGroups(members, ['status']);
      expect(new Map(Object.entries(group.statuses))).toEqual(
        new Map([...statuses].map(([key, of]) => [JSON.parse(key)[0], of.length])),
      );
    }
    const ranks = found.map((group) => {
      const value = sort.by === 'count' ? group.count : group.metrics[metrics.indexOf(sort.by)]?.mean;
      return value === null || value === undefined ? undefined : Number(value);
    });
    const numbers = ranks.filter((value) => value !== undefined && !Number.isNaN(value)) as number[];
    expect(numbers, said).toEqual(
      numbers.toSorted((a, b) => (sort.order === 'asc' ? 1 : -1) * (a < b ? -1 : a > b ? 1 : 0)),
    );
    expect(ranks.slice(0, numbers.length), said).toEqual(numbers);
    // A click on a group opens its runs.
    const group = found.at(random.below(found.length || 1));
    if (group) {
      const opened = await queryRuns({ ctx, input: { ...set, filter: group.filter ?? '', limit: 500 } });
      const members = expected.get(JSON.stringify(group.values)) ?? [];
      expect(opened.rows.map((row) => row.id).toSorted(), said).toEqual(members.map((run) => run.id).toSorted());
    }
  }
});

test('figures of values far apart are neither errors nor nothing', async () => {
  const ctx = await t.newCtx();
  const groups: Record<string, number[]> = {
    big: [1e300, 3e300],
    mixed: [1e300, 1e-300],
    small: [1e-300, 3e-300],
    all: [Number.MAX_VALUE, Number.MAX_VALUE, 5e-324],
    infinite: [Number.POSITIVE_INFINITY, 1],
    opposite: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    nan: [Number.NaN],
  };
  for (const [name, values] of Object.entries(groups)) {
    for (const value of values) {
      const { runId } = await createRun({ ctx, input: { params: { group: name } } });
      await logBatch({ ctx, input: { runId, metrics: [{ key: 'x', value }] } });
    }
  }
  const answer = await groupRuns({
    ctx,
    input: { by: ['param:group'], metrics: ['metric:x'], sort: { by: 'metric:x' } },
  });
  const figures = Object.fromEntries(answer.groups.map((group) => [group.values[0], group.metrics[0]]));
  expect(figures.big).toMatchObject({ mean: 2e300, min: 1e300, max: 3e300 });
  expect(Number(figures.big?.sd) / 1e300).toBeCloseTo(Math.SQRT2);
  expect(Number(figures.mixed?.mean) / 1e300).toBeCloseTo(0.5);
  expect(Number(figures.small?.mean) / 1e-300).toBeCloseTo(2);
  expect(Number(figures.all?.mean) / Number.MAX_VALUE).toBeCloseTo(2 / 3);
  expect(figures.infinite).toMatchObject({ mean: 'Infinity', sd: 'NaN' });
  expect(figures.opposite).toMatchObject({ mean: 'NaN', sd: 'NaN' });
  expect(figures.nan).toEqual({ count: 0, nanCount: 1, mean: null, sd: null, min: null, max: null });
  expect(answer.groups.map((group) => group.values[0])).toEqual([
    'infinite',
    'all',
    'big',
    'mixed',
    'small',
    'opposite',
    'nan',
  ]);
});

test('bad groups are told at the field that holds the mistake', async () => {
  const ctx = await t.newCtx();
  const refused = (input: Parameters<typeof groupRuns>[0]['input']) =>
    groupRuns({ ctx, input }).then(
      () => 'taken',
      (error) => `${error.code} ${error.fields?.map((field: { path: string }) => field.path)}`,
    );
  expect(await refused({ by: [] })).toBe('INVALID_INPUT by');
  expect(await refused({ by: ['metric:loss'] })).toBe('INVALID_INPUT by.0');
  expect(await refused({ by: ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => `tag:${key}`) })).toBe('INVALID_INPUT by');
  expect(await refused({ by: ['kind'], metrics: ['param:lr'] })).toBe('INVALID_INPUT metrics.0');
  expect(await refused({ by: ['kind'], sort: { by: 'metric:loss' } })).toBe('INVALID_INPUT sort.by');
  expect(await refused({ by: ['kind'], cursor: 'x.y' })).toBe('INVALID_INPUT cursor');
  expect(await refused({ by: ['param:a"b\'c`d'] })).toBe('taken');
});
