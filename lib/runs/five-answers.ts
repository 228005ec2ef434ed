import type { RecipeDocument } from '../recipes/schema.ts';
import type { Answer, FiveAnswers, RunDetail } from './schema.ts';

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
  return missing('No data was recorded', ['The client logged no dataset with this run.']);
}

function checkedInWords({ inputs }: RunDetail): string {
  const checked = inputs.every(
    ({ digest, digestBefore, digestAfter }) => digestBefore === digest && digestAfter === digest,
  );
  return checked ? 'The bytes had these digests before the run and after it.' : 'Named by digest in the recipe.';
}

function whenAnswer(run: RunDetail): Answer {
  if (run.startedAt === null) return missing('It has not started', [`Queued ${run.createdAt} by ${run.actor}.`]);
  const end = run.endedAt === null ? 'it has not ended' : `ended ${run.endedAt}`;
  return {
    recorded: true,
    text: `Started ${run.startedAt}, ${end}`,
    detail: [`By ${run.actor}.`, ...(run.job && run.job.attempt > 1 ? [`Attempt ${run.job.attempt}.`] : [])],
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
  if (recipe?.code.type === 'builtin') {
    const { name, version } = recipe.code;
    return {
      recorded: true,
      text: `The built-in ${name} at ${version.slice(0, 12)}`,
      detail: [`Digest of its sources and the lock file: ${version}`],
      links: [{ label: `built-in ${version.slice(0, 12)}`, target: `code:${version}` }],
    };
  }
  const commit = run.tags['mlflow.source.git.commit'];
  if (!commit) return missing('No code was recorded', ['The client sent neither a commit nor an archive.']);
  const source = run.tags['mlflow.source.name'];
  return {
    recorded: true,
    text: `Commit ${commit.slice(0, 12)}`,
    detail: [commit, ...(source ? [source] : []), 'Uncommitted changes were not recorded.'],
    links: [],
  };
}

function outputsAnswer(run: RunDetail): Answer {
  const { models, datasets, files, bytes } = run.outputs;
  const things = [
    ...models.map((one) => ({ ...one, target: `model-version:${one.id}` })),
    ...datasets.map((one) => ({ ...one, target: `dataset-version:${one.id}` })),
  ];
  if (things.length === 0 && files === 0) return missing('Nothing came out that was kept');
  const kept = files === 0 ? [] : [`${files} ${files === 1 ? 'file' : 'files'}, ${bytes} bytes`];
  return {
    recorded: true,
    text: [...things.map((one) => `${one.name} version ${one.number}`), ...kept].join(', '),
    detail: things.map((one) => `${one.name} version ${one.number}: sha256 ${one.digest}`),
    links: [
      ...things.map(({ name, number, target }) => ({ label: `${name} version ${number}`, target })),
      ...(files === 0 ? [] : [{ label: 'files', target: `artifacts:${run.id}` }]),
    ],
  };
}
