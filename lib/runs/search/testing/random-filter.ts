import type { Random } from '../../../filter/testing/random.ts';
import type { Field, Filter, OrderTerm, Test } from '../../../filter/tree.ts';
import { datasetNames, metricKeys, names, numbers, textKeys, texts } from './random-runs.ts';

const patterns = ['%a%', 'a_am', 'A%', '%', '', '50\\%%', '%\\', '_', 'x%', '%b'];
const expressions = ['^a', 'd.m$', '[0-9]+', '^$', 'x{3}'];
const orders = ['=', '!=', '<', '<=', '>', '>='] as const;

function textTest(random: Random, among: readonly string[]): Test {
  switch (random.below(7)) {
    case 0:
      return { kind: 'text', operator: 'LIKE', value: random.pick(patterns) };
    case 1:
      return { kind: 'text', operator: 'ILIKE', value: random.pick(patterns) };
    case 2:
      return { kind: 'text', operator: 'CONTAINS', value: random.pick(['a', 'A', '%', '\\', '']) };
    case 3:
      return { kind: 'text', operator: 'MATCHES', value: random.pick(expressions) };
    case 4:
      return {
        kind: 'texts',
        operator: random.pick(['IN', 'NOT IN']),
        values: Array.from({ length: 1 + random.below(3) }, () => random.pick(among)),
      };
    default:
      return { kind: 'text', operator: random.pick(['=', '!=']), value: random.pick(among) };
  }
}

function numberTest(random: Random, among: readonly number[]): Test {
  if (random.chance(0.15)) {
    return {
      kind: 'numbers',
      operator: random.pick(['IN', 'NOT IN']),
      values: [random.pick(among), random.pick(among)],
    };
  }
  return { kind: 'number', operator: random.pick(orders), value: random.pick(among) };
}

function randomTerm(random: Random, ids: string[]): Filter {
  const term = (field: Field, test: Test): Filter => ({ kind: 'term', field, test, column: 1, valueColumn: 1 });
  const mayMiss = (test: Test): Test => (random.chance(0.15) ? { kind: random.pick(['missing', 'present']) } : test);
  const times = [1_700_000_000_000, 1_700_000_002_000, 1_700_000_003_000.5, -1, 1e300];
  switch (random.below(8)) {
    case 0:
    case 1:
      return term({ entity: 'metric', key: random.pick(metricKeys) }, mayMiss(numberTest(random, numbers)));
    case 2:
    case 3: {
      const entity = random.pick(['param', 'tag'] as const);
      const test = random.chance(0.3) ? numberTest(random, numbers) : textTest(random, texts);
      return term({ entity, key: random.pick(textKeys) }, mayMiss(test));
    }
    case 4: {
      const test = random.chance(0.5) ? numberTest(random, numbers) : textTest(random, texts);
      return term({ entity: 'any', key: random.pick([...textKeys, ...metricKeys]) }, mayMiss(test));
    }
    case 5: {
      const [key, among] = random.pick([
        ['name', datasetNames],
        ['digest', datasetNames.map((name) => `${name}-1`)],
        ['context', ['train', 'eval']],
      ] as const);
      return term({ entity: 'dataset', key }, mayMiss(textTest(random, among)));
    }
    case 6: {
      const key = random.pick(['start_time', 'end_time', 'created', 'duration']);
      const among = key === 'duration' ? [0, 1, 2.5, -1, 3] : times;
      return term({ entity: 'attribute', key }, mayMiss(numberTest(random, among)));
    }
    default: {
      const [key, among] = random.pick([
        ['run_id', ids],
        ['run_name', names],
        ['status', ['RUNNING', 'FINISHED', 'finished']],
        ['state', ['running', 'failed']],
        ['user_id', ['ana', 'bo']],
        ['kind', ['train']],
        ['artifact_uri', ['mlflow-artifacts:/1/x/artifacts']],
      ] as const);
      return term({ entity: 'attribute', key }, mayMiss(textTest(random, among)));
    }
  }
}

/** A filter of up to a dozen comparisons. */
export function randomFilter(random: Random, ids: string[], depth = 3): Filter {
  if (depth === 0 || random.chance(0.35)) return randomTerm(random, ids);
  if (random.chance(0.2)) return { kind: 'not', of: randomFilter(random, ids, depth - 1) };
  const of = Array.from({ length: random.below(4) }, () => randomFilter(random, ids, depth - 1));
  return { kind: random.chance(0.7) ? 'all' : 'any', of };
}

/** Up to three different keys, the last one a time that every run has. */
export function randomOrder(random: Random): OrderTerm[] {
  const attributes = [
    'run_name',
    'status',
    'state',
    'user_id',
    'end_time',
    'duration',
    'kind',
    'run_id',
    'artifact_uri',
  ];
  const fields: Field[] = [
    ...metricKeys.map((key): Field => ({ entity: 'metric', key })),
    ...textKeys.flatMap((key): Field[] => [
      { entity: 'param', key },
      { entity: 'tag', key },
    ]),
    ...attributes.map((key): Field => ({ entity: 'attribute', key })),
  ];
  const terms = new Map<string, OrderTerm>();
  for (let left = random.below(3); left > 0; left -= 1) {
    const field = random.pick(fields);
    terms.set(`${field.entity}.${field.key}`, { field, descending: random.chance(0.5) });
  }
  const time: Field = { entity: 'attribute', key: random.pick(['start_time', 'created']) };
  return [...terms.values(), { field: time, descending: random.chance(0.6) }];
}
