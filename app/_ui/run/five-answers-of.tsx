'use client';

import { Fragment, type ReactNode } from 'react';
import type { JobDetail } from '#lib/queue/schema.ts';
import type { RecipeDocument } from '#lib/recipes/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { whoRan } from '#lib/runs/who-ran.ts';
import { formatBytes, formatDuration, middleEllipsis } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import type { AnswerView } from './five-answers.tsx';
import { isActive, tookMs } from './status-of.ts';
import { datasetPath, loggedDatasetPath, modelPath } from './thing-path.ts';

/** The five answers of a run, from what was recorded of it. */
export function fiveAnswersOf({
  run,
  recipe,
  job,
}: {
  run: RunDetail;
  recipe: RecipeDocument | undefined;
  job: JobDetail | undefined;
}): AnswerView[] {
  const answers = [
    dataAnswer(run),
    whenAnswer(run, job),
    paramsAnswer(run),
    codeAnswer(run, recipe),
    outputsAnswer(run),
  ];
  if (!isActive(run.status)) return answers;
  // Code is named before a run starts or never; the rest may still come.
  return answers.map((answer) =>
    answer.state === 'missing' && answer.key !== 'code'
      ? { ...answer, state: 'pending', headline: text.run.five.pending, lines: [] }
      : answer,
  );
}

function dataAnswer(run: RunDetail): AnswerView {
  const [first, ...rest] = run.inputs.toSorted((a, b) => Number(a.dataset === null) - Number(b.dataset === null));
  if (!first) {
    // An import reads a file from outside, by its digest.
    const { file, sha256 } = run.params;
    if (run.kind === 'import' && file !== undefined) {
      return {
        key: 'data',
        state: 'recorded',
        headline: file,
        lines: sha256 === undefined ? [] : [`sha256 ${middleEllipsis(sha256, 6, 4)}`],
      };
    }
    return (
      toldData(run) ?? { key: 'data', state: 'missing', headline: text.run.five.missing, lines: [text.run.five.noData] }
    );
  }
  return {
    key: 'data',
    state: 'recorded',
    headline: inputLink(first),
    lines: [
      `sha256 ${middleEllipsis(first.digest, 6, 4)} · ${unchanged(run)}`,
      ...rest.slice(0, 2).map((input) => (
        <>
          {`${input.role}: `}
          {inputLink(input)}
        </>
      )),
      ...(rest.length > 2 ? [text.run.five.more(rest.length - 2)] : []),
    ],
  };
}

/** Datasets as a client described them, under digests of its own. */
function toldData({ logged }: RunDetail): AnswerView | undefined {
  const [first, ...rest] = logged.datasets;
  if (!first) return undefined;
  const named = (one: typeof first) => (
    <Link key={one.id} to={loggedDatasetPath(one.id)}>
      {one.context ? `${one.name} (${one.context})` : one.name}
    </Link>
  );
  return {
    key: 'data',
    state: 'recorded',
    headline: named(first),
    lines: [
      `${first.sourceType} · ${middleEllipsis(first.digest, 6, 4)}`,
      ...rest.slice(0, 2).map(named),
      ...(rest.length > 2 ? [text.run.five.more(rest.length - 2)] : []),
    ],
  };
}

function inputLink({ dataset, model, digest }: RunDetail['inputs'][number]): ReactNode {
  if (dataset) return <Link to={datasetPath(dataset)}>{text.lineage.version(dataset.name, dataset.number)}</Link>;
  if (model) return <Link to={modelPath(model)}>{text.lineage.version(model.name, model.number)}</Link>;
  return <span className="mono">{middleEllipsis(digest)}</span>;
}

function unchanged(run: RunDetail): string {
  if (run.taintedReason) return text.run.five.changed;
  const checked = run.inputs.every(
    (input) => input.digestBefore === input.digest && input.digestAfter === input.digest,
  );
  return checked ? text.run.five.unchanged : text.run.five.byDigest;
}

function whenAnswer(run: RunDetail, job: JobDetail | undefined): AnswerView {
  if (run.startedAt === null)
    return {
      key: 'when',
      state: 'missing',
      headline: text.run.five.notStarted,
      lines: [text.run.five.by(whoRan(run))],
    };
  const took = tookMs(run);
  const worker = job?.worker?.name ?? job?.attempts.at(-1)?.worker.name;
  return {
    key: 'when',
    state: 'recorded',
    headline: <DateTime time={run.startedAt} />,
    lines: [
      [
        took === undefined ? undefined : text.run.five.took(formatDuration(took)),
        worker && text.run.five.onWorker(worker),
      ]
        .filter(Boolean)
        .join(' ') || text.run.five.by(whoRan(run)),
      text.run.five.by(whoRan(run)),
    ].filter((line, index, all) => all.indexOf(line) === index),
  };
}

const telling = [
  /(^|[._/])(lr|learning_?rate)$/i,
  /batch_?size$/i,
  /(^|[._/])seed$/i,
  /epochs$/i,
  /^threshold$/,
  /^rowsPerPartition$/,
];

function paramsAnswer(run: RunDetail): AnswerView {
  const params = Object.entries(run.params);
  if (params.length === 0)
    return { key: 'params', state: 'missing', headline: text.run.five.missing, lines: [text.run.five.noParams] };
  const first = telling.flatMap((pattern) => params.filter(([key]) => pattern.test(key)).slice(0, 1));
  // A map keeps each key once, where it came first.
  const chosen = [...new Map([...first, ...params])].slice(0, 3);
  const line = chosen.map(([key, value]) => `${key.split(/[./]/).at(-1)} ${value}`).join(' · ');
  return {
    key: 'params',
    state: 'recorded',
    headline: text.run.five.paramCount(params.length),
    lines: [
      line,
      run.recipeDigest === null
        ? text.run.five.noRecipe
        : `${text.run.five.recipe} ${middleEllipsis(run.recipeDigest, 4, 4)}`,
    ],
  };
}

function codeAnswer(run: RunDetail, recipe: RecipeDocument | undefined): AnswerView {
  // What is not read yet is not counted as recorded.
  if (!recipe && run.recipeDigest !== null) return { key: 'code', state: 'pending', headline: '…', lines: [] };
  if (recipe?.code.type === 'builtin') {
    const { name, version } = recipe.code;
    const backend = recipe.environment.backend;
    return {
      key: 'code',
      state: 'recorded',
      headline: <Link to={`/code/${version}`}>{`${name} @ ${version.slice(0, 7)}`}</Link>,
      lines: [text.run.five.builtin, ...(backend === null ? [] : [environmentLine(run, recipe.environment)])],
    };
  }
  const commit = run.tags['mlflow.source.git.commit'];
  if (commit)
    return {
      key: 'code',
      state: 'recorded',
      headline: <span className="mono">{commit.slice(0, 10)}</span>,
      lines: [
        run.tags['mlflow.source.git.repoURL'] || run.tags['mlflow.source.name'] || '',
        text.run.five.uncommittedUnknown,
      ].filter(Boolean),
    };
  const ran = run.tags['mlflow.source.name'];
  return {
    key: 'code',
    state: 'missing',
    headline: text.run.five.missing,
    lines: [...(ran ? [text.run.five.ran(ran)] : []), text.run.five.noCode],
  };
}

/** The library as the recipe names it, or as older runs only observed it. */
function environmentLine(run: RunDetail, { backend, runtime }: RecipeDocument['environment']): string {
  const observed = run.environment?.tfjs;
  const library = runtime ?? (typeof observed === 'string' ? { name: 'tfjs', version: observed } : undefined);
  if (!library) return backend ?? '';
  return library.name === backend ? `${backend} ${library.version}` : `${backend} · ${library.name} ${library.version}`;
}

function outputsAnswer(run: RunDetail): AnswerView {
  const { models, datasets, files, bytes } = run.outputs;
  const fileLine = files > 0 ? text.run.five.artifacts(files, formatBytes(bytes)) : undefined;
  const things = [
    ...models.map((model) => ({
      path: modelPath(model),
      label: text.lineage.version(model.name, model.number),
      digest: model.digest,
    })),
    ...datasets.map((dataset) => ({
      path: datasetPath({ ...dataset, kind: run.kind === 'batch-predict' ? 'predictions' : undefined }),
      label: text.lineage.version(dataset.name, dataset.number),
      digest: dataset.digest,
    })),
  ];
  const logged = run.logged.models.filter((model) => model.direction === 'output');
  const [first, ...rest] = things;
  if (!first && logged.length > 0)
    return {
      key: 'outputs',
      state: 'recorded',
      headline: logged.slice(0, 3).map((model, index) => (
        <Fragment key={model.id}>
          {index > 0 ? ', ' : null}
          <Link to={`/logged-models/${model.id}`}>{model.name}</Link>
        </Fragment>
      )),
      lines: fileLine
        ? [
            <Link key="files" to={`/runs/${run.id}?tab=artifacts`}>
              {fileLine}
            </Link>,
          ]
        : [],
    };
  if (!first && !fileLine)
    return { key: 'outputs', state: 'missing', headline: text.run.five.missing, lines: [text.run.five.noOutputs] };
  if (!first)
    return {
      key: 'outputs',
      state: 'recorded',
      headline: <Link to={`/runs/${run.id}?tab=artifacts`}>{fileLine}</Link>,
      lines: [],
    };
  return {
    key: 'outputs',
    state: 'recorded',
    headline: <Link to={first.path}>{first.label}</Link>,
    lines: [
      ...(first.digest === null ? [] : [`sha256 ${middleEllipsis(first.digest, 6, 4)}`]),
      ...(fileLine
        ? [
            <Link key="files" to={`/runs/${run.id}?tab=artifacts`}>
              {fileLine}
            </Link>,
          ]
        : []),
      ...rest.slice(0, 1).map((thing) => (
        <Link key={thing.path} to={thing.path}>
          {thing.label}
        </Link>
      )),
      ...(rest.length > 1 ? [text.run.five.more(rest.length - 1)] : []),
    ],
  };
}
