import { describe, expect, test } from 'vitest';
import { clientRecipe, type ToldFacts } from './client-recipe.ts';
import { repositoryUrl } from './repository-url.ts';
import { RecipeDocument } from './schema.ts';
import { writeRecipe } from './write-recipe.ts';

const told: ToldFacts = { params: {}, tags: {}, datasets: [], models: [], requirements: [] };
const recipe = (part: Partial<ToldFacts>) => clientRecipe({ ...told, ...part });

describe('clientRecipe', () => {
  test('says what a client told, and what it did not tell', () => {
    const full = recipe({
      params: { lr: '0.1', 'model.random_state': '7' },
      tags: {
        'mlflow.source.git.commit': 'abc',
        'mlflow.source.git.repoURL': 'https://token@host/org/repo.git?x=1',
        'mlflow.source.git.branch': 'main',
        'mlflow.source.name': 'train.py',
        other: 'tag',
      },
      datasets: [{ role: 'training', name: 'flights', digest: 'f0f3e026', sourceType: 'local' }],
      models: [`m-${'a'.repeat(32)}`],
      requirements: ['c'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)],
    });
    expect(RecipeDocument.parse(full)).toEqual(full);
    expect(full).toEqual({
      schema: 1,
      kind: 'external',
      code: {
        type: 'git',
        commit: 'abc',
        repository: 'https://host/org/repo.git',
        branch: 'main',
        entryPoint: 'train.py',
        uncommittedChanges: 'unknown',
      },
      parameters: { lr: '0.1', 'model.random_state': '7' },
      inputs: [
        { role: 'training', type: 'logged-dataset', name: 'flights', digest: 'f0f3e026', sourceType: 'local' },
        { role: 'model', type: 'logged-model', id: `m-${'a'.repeat(32)}` },
      ],
      environment: {
        backend: null,
        threads: null,
        variables: {},
        requirements: ['b'.repeat(64), 'c'.repeat(64)],
      },
      seed: 7,
      plan: null,
    });
    const bare = recipe({});
    expect(RecipeDocument.parse(bare)).toEqual(bare);
    expect(bare).toMatchObject({
      code: { type: 'none', entryPoint: null, missing: ['commit', 'repository', 'entryPoint'] },
      environment: { backend: null, threads: null, variables: {} },
      seed: null,
    });
    expect(recipe({ tags: { 'mlflow.source.name': 'a.ipynb' } }).code).toEqual({
      type: 'none',
      entryPoint: 'a.ipynb',
      missing: ['commit', 'repository'],
    });
  });

  test.each([
    [{ seed: '42' }, 42],
    [{ random_state: '-1', lr: '3' }, -1],
    [{ estimator__random_state: '5', 'data/seed': '5' }, 5],
    [{ seed: '1', random_state: '2' }, null],
    [{ seed: 'None' }, null],
    [{ seed: '1.5' }, null],
    [{ seed: '99999999999999999999' }, null],
    [{ seeds: '1', reseed: '2', use_seed: '3' }, null],
  ])('takes the seed of %j for %s', (params, seed) => {
    expect(recipe({ params }).seed).toBe(seed);
  });

  test('is one recipe for the same facts, in whatever order they came', () => {
    const dataset = (name: string) => ({ role: '', name, digest: 'd', sourceType: 's' });
    const models = ['m-1', 'm-2'];
    const a = recipe({ params: { a: '1', b: '2' }, datasets: [dataset('x'), dataset('y')], models });
    const b = recipe({
      params: { b: '2', a: '1' },
      datasets: [dataset('y'), dataset('x')],
      models: models.toReversed(),
    });
    expect(writeRecipe(a)).toEqual(writeRecipe(b));
    expect(writeRecipe(recipe({ params: { a: '1', b: '3' } })).digest).not.toBe(writeRecipe(a).digest);
  });
});

test.each([
  ['https://github.com/org/repo.git', 'https://github.com/org/repo.git'],
  ['https://user:secret@host:8443/repo?token=1#x', 'https://host:8443/repo'],
  ['http://host/repo', 'http://host/repo'],
  ['ssh://git@host:22/org/repo.git', 'ssh://git@host:22/org/repo.git'],
  ['git://host/repo', 'git://host/repo'],
  ['git@github.com:org/repo.git', 'git@github.com:org/repo.git'],
  ['javascript:alert(1)', null],
  ['javascript://host/%0aalert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['/home/ada/repo', null],
  ['', null],
  [undefined, null],
  [`https://host/${'x'.repeat(2_000)}`, null],
])('the repository %j is kept as %j', (text, kept) => {
  expect(repositoryUrl(text)).toBe(kept);
});
