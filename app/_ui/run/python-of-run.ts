import type { FileHome } from './file-home.ts';

/**
 * Python that reads a run with MLflow's client, ready to be pasted.
 * @param metric a metric whose every point it reads; none where undefined
 */
export function pythonOfRun({
  origin,
  project,
  runId,
  metric,
}: {
  origin: string;
  project: string;
  runId: string;
  metric: string | undefined;
}): string {
  return [
    ...connect(origin, project),
    `run = mlflow.get_run(${quoted(runId)})`,
    'print(run.data.params, run.data.metrics, run.data.tags)',
    ...(metric === undefined
      ? []
      : ['', `history = mlflow.MlflowClient().get_metric_history(${quoted(runId)}, ${quoted(metric)})`]),
    '',
  ].join('\n');
}

/** Python that reads these runs of an experiment as a table; all of them where none is named. */
export function pythonOfRuns({
  origin,
  project,
  experimentId,
  runIds,
}: {
  origin: string;
  project: string;
  experimentId: number;
  runIds: readonly string[];
}): string {
  const picked = runIds.map((id) => `'${id}'`).join(', ');
  return [
    ...connect(origin, project),
    'runs = mlflow.search_runs(',
    `    experiment_ids=[${quoted(String(experimentId))}],`,
    ...(runIds.length > 0 ? [`    filter_string=${quoted(`attributes.run_id IN (${picked})`)},`] : []),
    ')',
    'print(runs.filter(regex="^(run_id|tags.mlflow.runName|params|metrics)"))',
    '',
  ].join('\n');
}

/** Python that brings one file of a run or a model to this machine; `path` is where it then lies. */
export function pythonOfFile({
  origin,
  project,
  home,
  path,
}: {
  origin: string;
  project: string;
  home: FileHome;
  path: string;
}): string {
  const from =
    home.kind === 'run'
      ? `run_id=${quoted(home.id)}, artifact_path=${quoted(path)}`
      : `artifact_uri=${quoted(`models:/${home.id}/${path}`)}`;
  return [...connect(origin, project), `path = mlflow.artifacts.download_artifacts(${from})`, ''].join('\n');
}

/** Python that loads a logged model for predictions. */
export function pythonOfModel({
  origin,
  project,
  modelId,
}: {
  origin: string;
  project: string;
  modelId: string;
}): string {
  return [...connect(origin, project), `model = mlflow.pyfunc.load_model(${quoted(`models:/${modelId}`)})`, ''].join(
    '\n',
  );
}

function connect(origin: string, project: string): string[] {
  const address = `${origin}/p/${encodeURIComponent(project)}`;
  return ['import mlflow', '', `mlflow.set_tracking_uri(${quoted(address)})`];
}

// JSON's escapes are Python's too, and whoever named a metric cannot leave the quotes.
function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
