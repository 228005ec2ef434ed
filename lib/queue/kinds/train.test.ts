import { expect, test } from 'vitest';
import { flightsRecipe } from '../../example/flights-recipe.ts';
import { TrainRecipe, trainKind } from './train.ts';

const base = { ...flightsRecipe, dataset: { name: 'flights', version: 2 } };

/** Problems of a recipe as "path: message". */
function problems(recipe: unknown): string[] {
  const parsed = TrainRecipe.safeParse(recipe);
  return (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

test('the example is a recipe, and what it leaves out has defaults', () => {
  const recipe = TrainRecipe.parse(base);
  expect(recipe).toMatchObject({ backend: 'auto', threads: 1, dropout: 0, classWeights: 'none', activation: 'relu' });
  expect(TrainRecipe.parse({ ...base, layers: [] }).layers).toEqual([]);
  expect(trainKind.childEnvironment?.({ recipe: { ...recipe, threads: 2 }, datasetVersionId: 'a' })).toMatchObject({
    TF_NUM_INTRAOP_THREADS: '2',
    TF_ENABLE_ONEDNN_OPTS: '1',
    TZ: 'UTC',
    LC_ALL: 'C',
  });
});

test.each([
  ['a misspelt field', { ...base, learningRate: 1 }, /learningRate/],
  ['a bad width', { ...base, layers: [64, 0] }, /^layers\.1: /],
  [
    'an unknown encoder',
    { ...base, features: [{ column: 'a', encoder: { kind: 'hash' } }] },
    /^features\.0\.encoder\.kind: /,
  ],
  ['no features', { ...base, features: [] }, /^features: a model needs at least one feature/],
  [
    'the target as a feature',
    { ...base, features: [{ column: 'delay', encoder: { kind: 'standardize' } }] },
    /^features\.0\.column: "delay" is the target/,
  ],
  [
    'a name given twice',
    { ...base, features: [base.features[0], base.features[0]] },
    /^features\.1\.name: two features are called "date\.hour"/,
  ],
  [
    'a period that nothing implies',
    { ...base, features: [{ column: 'angle', encoder: { kind: 'cyclic' } }] },
    /^features\.0\.encoder\.period: /,
  ],
  ['a loss of another task', { ...base, loss: 'mse' }, /^loss: a binary task takes cross-entropy/],
  ['a rule and another task', { ...base, task: 'regression' }, /^task: a target with a rule has two classes/],
  [
    'a metric that is not measured',
    { ...base, evaluation: { name: 'may' }, earlyStopping: { metric: 'eval/rmse' } },
    /^earlyStopping\.metric: "eval\/rmse" is not measured; choose one of train\/loss, eval\/loss/,
  ],
  [
    'a metric without evaluation',
    { ...base, earlyStopping: { metric: 'eval/auc' } },
    /^earlyStopping\.metric: "eval\/auc" needs an evaluation dataset or a holdout/,
  ],
  ['two ways to evaluate', { ...base, evaluation: { name: 'may' }, holdout: 0.1 }, /^holdout: /],
  ['a dataset named twice', { ...base, dataset: { name: 'a', id: 'b' } }, /^dataset: give either name/],
  [
    'a rule and a positive value',
    { ...base, target: { column: 'delay', rule: { op: '>', value: 1 }, positive: 2 } },
    /^target\.positive: /,
  ],
])('%s is refused with its path', (_, recipe, expected) => {
  const found = problems(recipe);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(expected);
});
