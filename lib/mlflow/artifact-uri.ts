import { type ExperimentIdentity, experimentIdOf } from './experiment-id.ts';

interface Owner extends ExperimentIdentity {
  /** Where the client keeps the files itself; null: here. */
  artifactLocation: string | null;
}

/** Where the files of an experiment lie: with the client, or here, which its clients reach by mlflow-artifacts:/<id>. */
export function experimentArtifactUri(experiment: Owner): string {
  return experiment.artifactLocation ?? `mlflow-artifacts:/${experimentIdOf(experiment)}`;
}

/** A location with a path below it: what stands after ? or # stays behind. */
function below(location: string, path: string): string {
  const [, base = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(location) ?? [];
  return `${base.replace(/\/+$/, '')}/${path}${rest}`;
}

export function runArtifactUri(experiment: Owner, runId: string): string {
  return below(experimentArtifactUri(experiment), `${runId}/artifacts`);
}

export function loggedModelArtifactUri(experiment: Owner, modelId: string): string {
  return below(experimentArtifactUri(experiment), `models/${modelId}/artifacts`);
}

export function traceArtifactUri(experiment: Owner, traceId: string): string {
  return below(experimentArtifactUri(experiment), `traces/${traceId}/artifacts`);
}
