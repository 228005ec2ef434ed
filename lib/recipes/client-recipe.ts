import { codeTags } from '../tags/known-tags.ts';
import { repositoryUrl } from './repository-url.ts';
import type { RecipeCode, RecipeDocument, RecipeInput } from './schema.ts';

/** What a client told of a run that a recipe is made of. */
export interface ToldFacts {
  params: Record<string, string>;
  /** All its tags, or those that say which code ran. */
  tags: Record<string, string>;
  /** `role`: what the client read it for, '' where it did not say. */
  datasets: { role: string; name: string; digest: string; sourceType: string }[];
  /** Ids of logged models that it read. */
  models: string[];
  /** Digests of the requirements kept with the models it made. */
  requirements: string[];
}

/**
 * The recipe of a run that a client logs: what the client told, and no guess at what it did not tell. It cannot be
 * executed by the platform; it says what would be needed to execute it elsewhere, and two runs of the same are seen to be.
 */
export function clientRecipe(told: ToldFacts): RecipeDocument {
  return {
    schema: 1,
    kind: 'external',
    code: toldCode(told.tags),
    parameters: told.params,
    inputs: [
      ...told.datasets.map(
        ({ role, name, digest, sourceType }): RecipeInput => ({
          role,
          type: 'logged-dataset',
          name,
          digest,
          sourceType,
        }),
      ),
      ...told.models.map((id): RecipeInput => ({ role: 'model', type: 'logged-model', id })),
    ],
    environment: {
      backend: null,
      threads: null,
      variables: {},
      ...(told.requirements.length > 0 ? { requirements: [...new Set(told.requirements)].sort() } : {}),
    },
    seed: seedOf(told.params),
    plan: null,
  };
}

function toldCode(tags: Record<string, string>): RecipeCode {
  const entryPoint = tags[codeTags.source] || tags[codeTags.entryPoint] || null;
  const commit = tags[codeTags.commit];
  const repository = repositoryUrl(tags[codeTags.repository]);
  if (commit) {
    const branch = tags[codeTags.branch] || null;
    return { type: 'git', commit, repository, branch, entryPoint, uncommittedChanges: 'unknown' };
  }
  return {
    type: 'none',
    entryPoint,
    missing: ['commit', ...(repository ? [] : ['repository' as const]), ...(entryPoint ? [] : ['entryPoint' as const])],
  };
}

const seedNames = new Set(['seed', 'random_state', 'random_seed']);

/** The seed, where the params name one and no other: `seed`, `model.random_state`, `estimator__random_state`. */
function seedOf(params: Record<string, string>): number | null {
  const named = Object.entries(params).filter(([key]) => seedNames.has(key.split(/[./]|__/).at(-1) ?? ''));
  const seeds = new Set(named.map(([, value]) => value));
  const [only] = seeds;
  if (seeds.size !== 1 || only === undefined || !/^-?\d{1,15}$/.test(only)) return null;
  return Number(only);
}
