import { readAddress } from '../datasets/logged/read-description.ts';
import { repositoryUrl } from '../recipes/repository-url.ts';
import type { RecipeCode, RecipeDocument } from '../recipes/schema.ts';
import { codeTags } from '../tags/known-tags.ts';
import { hasEnded } from './open-for-writes.ts';
import type { Answer, FiveAnswers, RunDetail } from './schema.ts';
import { whoRan } from './who-ran.ts';

type ToldCode = Extract<RecipeCode, { type: 'git' | 'none' }>;
type Link = Answer['links'][number];

/**
 * Which data, when, which parameters, which code, what came out: each from what was recorded, and what is missing is
 * said. Links name things as lineage does: `dataset-version:<id>`, `recipe:<digest>`.
 */
export function fiveAnswers(run: RunDetail, recipe: RecipeDocument | null): FiveAnswers {
  const answers = {
    data: dataAnswer(run, recipe),
    when: whenAnswer(run),
    parameters: parametersAnswer(run),
    code: codeAnswer(run, recipe),
    outputs: outputsAnswer(run),
  };
  const missing = Object.entries(answers).flatMap(([name, answer]) => (answer.recorded ? [] : [name]));
  return { ...answers, missing };
}

function missing(text: string, detail: string[] = []): Answer {
  return { recorded: false, text, detail, links: [] };
}

function dataAnswer(run: RunDetail, recipe: RecipeDocument | null): Answer {
  if (run.inputs.length > 0) {
    const named = run.inputs.map((input) => {
      const thing = input.dataset ?? input.model;
      const label = thing ? `${thing.name} version ${thing.number}` : input.digest;
      const target = input.dataset ? 'dataset-version' : 'model-version';
      return {
        role: input.role,
        label,
        digest: input.digest,
        link: thing && { label, target: `${target}:${thing.id}` },
      };
    });
    return {
      recorded: true,
      text: named.map(({ role, label }) => `${label} (${role})`).join(', '),
      detail: [
        ...named.map(({ role, digest }) => `${role}: sha256 ${digest}`),
        run.taintedReason ?? checkedInWords(run),
      ],
      links: named.flatMap(({ link }) => link ?? []),
    };
  }
  const { file, sha256 } = recipe?.parameters ?? {};
  if (run.kind === 'import' && typeof file === 'string') {
    return { recorded: true, text: `the file ${file}`, detail: [`sha256 ${String(sha256)}`], links: [] };
  }
  return toldDataAnswer(run) ?? missing('No data was recorded', ['The client logged no dataset with this run.']);
}

/** Data as a client described it: names and digests of its own, and where it read them. */
function toldDataAnswer({ logged }: RunDetail): Answer | undefined {
  const models = logged.models.filter((model) => model.direction === 'input');
  if (logged.datasets.length === 0 && models.length === 0) return undefined;
  const as = (context: string | null) => (context ? ` (${context})` : '');
  return {
    recorded: true,
    text: [
      ...logged.datasets.map(({ name, context }) => `${name}${as(context)}`),
      ...models.map(({ name }) => `the model ${name}`),
    ].join(', '),
    detail: [
      ...logged.datasets.map(
        ({ name, context, digest, sourceType, source }) =>
          `${name}${as(context)}: digest ${digest}, read from ${whereOf(source)} (${sourceType})`,
      ),
      ...models.map(({ id }) => `model ${id}`),
      ...(logged.datasets.length > 0
        ? ['The digests are the client’s own; it kept the bytes, so nobody here can check them.']
        : []),
    ],
    links: [
      ...logged.datasets.map(({ id, name }) => ({ label: name, target: `logged-dataset:${id}` })),
      ...models.map(modelLink),
    ],
  };
}

function modelLink({ id, name }: { id: string; name: string }): Link {
  return { label: name || id, target: `logged-model:${id}` };
}

/** The place in the source of a dataset, as far as it is read. */
function whereOf(source: string): string {
  const address = readAddress(source);
  return address.length > 300 ? `${address.slice(0, 300)}…` : address;
}

function checkedInWords({ inputs }: RunDetail): string {
  const checked = inputs.every(
    ({ digest, digestBefore, digestAfter }) => digestBefore === digest && digestAfter === digest,
  );
  return checked ? 'The bytes had these digests before the run and after it.' : 'Named by digest in the recipe.';
}

function whenAnswer(run: RunDetail): Answer {
  if (run.startedAt === null) return missing('It has not started', [`Queued ${run.createdAt} by ${whoRan(run)}.`]);
  const end =
    run.endedAt !== null
      ? `ended ${run.endedAt}`
      : hasEnded(run)
        ? 'ended; its client did not say when'
        : 'it has not ended';
  return {
    recorded: true,
    text: `Started ${run.startedAt}, ${end}`,
    detail: [
      `By ${whoRan(run)}.`,
      ...(run.job && run.job.attempt > 1 ? [`Attempt ${run.job.attempt}.`] : []),
      ...(run.stalled ? [`Its client has said nothing since ${run.lastWordAt}.`] : []),
    ],
    links: [],
  };
}

function parametersAnswer(run: RunDetail): Answer {
  const params = Object.entries(run.params);
  if (params.length === 0) return missing('No parameters were recorded');
  return {
    recorded: true,
    text: params.length === 1 ? '1 parameter' : `${params.length} parameters`,
    detail: params.slice(0, 200).map(([key, value]) => `${key} = ${value}`),
    links: run.recipeDigest === null ? [] : [{ label: 'recipe', target: `recipe:${run.recipeDigest}` }],
  };
}

function codeAnswer(run: RunDetail, recipe: RecipeDocument | null): Answer {
  const code = recipe?.code ?? toldCode(run);
  switch (code.type) {
    case 'builtin': {
      const { name, version } = code;
      return {
        recorded: true,
        text: `The built-in ${name} at ${version.slice(0, 12)}`,
        detail: [`Digest of its sources and the lock file: ${version}`],
        links: [{ label: `built-in ${version.slice(0, 12)}`, target: `code:${version}` }],
      };
    }
    case 'archive':
      return { recorded: true, text: 'An archive', detail: [`sha256 ${code.digest}`], links: [] };
    case 'git':
      return gitAnswer(code);
    case 'none': {
      const ran = code.entryPoint === null ? [] : [`The client ran ${code.entryPoint}.`];
      return missing('No code was recorded', [...ran, 'The client sent neither a commit nor an archive.']);
    }
  }
}

/** The draft of a run that goes on: what its tags say by now. */
function toldCode({ tags }: RunDetail): ToldCode {
  const entryPoint = tags[codeTags.source] || null;
  const commit = tags[codeTags.commit];
  if (!commit) return { type: 'none', entryPoint, missing: ['commit'] };
  const repository = repositoryUrl(tags[codeTags.repository]);
  const branch = tags[codeTags.branch] || null;
  return { type: 'git', commit, repository, branch, entryPoint, uncommittedChanges: 'unknown' };
}

function gitAnswer({ commit, repository, branch, entryPoint }: Extract<RecipeCode, { type: 'git' }>): Answer {
  return {
    recorded: true,
    text: `Commit ${commit.slice(0, 12)}`,
    detail: [
      commit,
      repository === null ? 'The repository was not recorded.' : `Repository ${repository}`,
      ...(branch === null ? [] : [`Branch ${branch}`]),
      ...(entryPoint === null ? [] : [entryPoint]),
      'Uncommitted changes were not recorded.',
    ],
    links: repository?.startsWith('http') ? [{ label: 'repository', target: repository }] : [],
  };
}

function outputsAnswer(run: RunDetail): Answer {
  const { models, datasets, files, bytes } = run.outputs;
  const things = [
    ...models.map((one) => ({ ...one, target: `model-version:${one.id}` })),
    ...datasets.map((one) => ({ ...one, target: `dataset-version:${one.id}` })),
  ];
  const logged = run.logged.models.filter((model) => model.direction === 'output');
  if (things.length === 0 && logged.length === 0 && files === 0) return missing('Nothing came out that was kept');
  const kept = files === 0 ? [] : [`${files} ${files === 1 ? 'file' : 'files'}, ${bytes} bytes`];
  return {
    recorded: true,
    text: [
      ...things.map((one) => `${one.name} version ${one.number}`),
      ...logged.map((one) => `the model ${one.name}`),
      ...kept,
    ].join(', '),
    detail: [
      ...things.map(
        (one) =>
          `${one.name} version ${one.number}: ${one.digest === null ? 'its files are not here' : `sha256 ${one.digest}`}`,
      ),
      ...logged.map(({ id, status, step }) => `model ${id} at step ${step}${status === 'READY' ? '' : `: ${status}`}`),
    ],
    links: [
      ...things.map(({ name, number, target }) => ({ label: `${name} version ${number}`, target })),
      ...logged.map(modelLink),
      ...(files === 0 ? [] : [{ label: 'files', target: `artifacts:${run.id}` }]),
    ],
  };
}
