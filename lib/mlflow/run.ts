import { z } from 'zod';
import { inventRunName } from '../runs/invent-run-name.ts';
import type { KeyValue, LastPoint, RunInfo, RunRecord } from '../runs/run-record.ts';
import type { RunStatus } from '../runs/schema.ts';
import { runNameTag } from '../tags/known-tags.ts';
import { textUpTo } from '../text-length.ts';
import { runArtifactUri } from './artifact-uri.ts';
import { MlflowError } from './error-code.ts';
import { experimentIdOf } from './experiment-id.ts';
import { maxKeyLength, tagValue, tooLong } from './names.ts';
import { OptionalText, repeated } from './wire.ts';

const wireStatus = {
  queued: 'SCHEDULED',
  running: 'RUNNING',
  finished: 'FINISHED',
  failed: 'FAILED',
  canceled: 'KILLED',
} as const satisfies Record<RunStatus, string>;

// Protobuf's clients may send the number of an enumeration for its name.
const readStatuses = new Map<unknown, RunStatus>([
  ['SCHEDULED', 'queued'],
  ['RUNNING', 'running'],
  ['FINISHED', 'finished'],
  ['FAILED', 'failed'],
  ['KILLED', 'canceled'],
  [1, 'running'],
  [2, 'queued'],
  [3, 'finished'],
  [4, 'failed'],
  [5, 'canceled'],
]);

/** A status as clients write it, which may be missing. */
export const OptionalStatus = z
  .unknown()
  .optional()
  .transform((value, ctx) => {
    if (value === undefined || value === null) return undefined;
    const status = readStatuses.get(value);
    if (status) return status;
    ctx.addIssue({
      code: 'custom',
      message: 'must be one of SCHEDULED, RUNNING, FINISHED, FAILED, KILLED',
      input: value,
    });
    return z.NEVER;
  });

/** Both fields that name a run; clients send one of them, or both. */
export const runIdFields = { run_id: OptionalText, run_uuid: OptionalText };

/** The run a request names. @throws MlflowError when it names none */
export function readRunId(input: { run_id?: string | undefined; run_uuid?: string | undefined }): string {
  const runId = input.run_id || input.run_uuid;
  if (runId) return runId;
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    "Missing value for required parameter 'run_id'. See the API docs for more information about request parameters.",
  );
}

/** Tags as a repeated field; a value that is left out is empty. */
export const TagList = repeated(
  z.object({ key: textUpTo(maxKeyLength, { message: tooLong('key', maxKeyLength) }).min(1), value: OptionalText }),
);

/** Where a key comes twice, the last one stands; long values are cut. */
export function readTags(list: z.output<typeof TagList>): Record<string, string> {
  return Object.fromEntries(list.map(({ key, value }) => [key, tagValue(key, value ?? '')]));
}

/**
 * The name of a new run, and its tags with the name among them: given as the name or as the tag, invented where neither is.
 * @throws MlflowError when both are given and differ
 */
export function nameAndTags(
  name: string | undefined,
  tags: Record<string, string>,
): { name: string; tags: Record<string, string> } {
  const tagged = tags[runNameTag];
  if (name && tagged && name !== tagged) {
    throw new MlflowError(
      'INVALID_PARAMETER_VALUE',
      "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values " +
        `(run_name='${name}', mlflow.runName='${tagged}').`,
    );
  }
  const chosen = name || tagged || inventRunName();
  return { name: chosen, tags: tagged ? tags : { ...tags, [runNameTag]: chosen } };
}

// Work of the platform may belong to no experiment; to a client it lies in the default one.
const noExperiment = { id: 0, isDefault: true, artifactLocation: null };

/** The `info` of a run. Times are milliseconds since 1970. */
export function serializeRunInfo(run: RunInfo) {
  const experiment = run.experiment ?? noExperiment;
  return {
    run_uuid: run.id,
    run_id: run.id,
    run_name: run.name,
    experiment_id: experimentIdOf(experiment),
    user_id: run.userName ?? '',
    status: wireStatus[run.status],
    start_time: run.startedAt,
    ...(run.endedAt === null ? {} : { end_time: run.endedAt }),
    artifact_uri: runArtifactUri(experiment, run.id),
    lifecycle_stage: run.archived ? 'deleted' : 'active',
  };
}

function unlessEmpty<K extends string, T>(name: K, list: T[]): { [name in K]?: T[] } {
  const filled: { [name in K]?: T[] } = {};
  if (list.length > 0) filled[name] = list;
  return filled;
}

/** The `data` of a run: the last point of each metric, params, tags. */
export function serializeRunData(run: { metrics: LastPoint[]; params: KeyValue[]; tags: KeyValue[] }) {
  return {
    ...unlessEmpty('metrics', run.metrics),
    ...unlessEmpty('params', run.params),
    ...unlessEmpty('tags', run.tags),
  };
}

/** The `inputs` of a run: datasets and models that it read. */
export function serializeRunInputs(run: Pick<RunRecord, 'datasets' | 'modelInputs'>) {
  return {
    ...unlessEmpty(
      'dataset_inputs',
      run.datasets.map(({ dataset, tags }) => ({
        ...unlessEmpty(
          'tags',
          Object.entries(tags).map(([key, value]) => ({ key, value })),
        ),
        dataset: {
          name: dataset.name,
          digest: dataset.digest,
          source_type: dataset.sourceType,
          source: dataset.source,
          ...(dataset.schema === null ? {} : { schema: dataset.schema }),
          ...(dataset.profile === null ? {} : { profile: dataset.profile }),
        },
      })),
    ),
    ...unlessEmpty(
      'model_inputs',
      run.modelInputs.map((id) => ({ model_id: id })),
    ),
  };
}

/** The `outputs` of a run: models that it made. */
export function serializeRunOutputs(run: Pick<RunRecord, 'modelOutputs'>) {
  return unlessEmpty(
    'model_outputs',
    run.modelOutputs.map(({ modelId, step }) => ({ model_id: modelId, step })),
  );
}

/** A run as MLflow's clients read it. */
export function serializeMlflowRun(run: RunRecord) {
  return {
    info: serializeRunInfo(run),
    data: serializeRunData(run),
    inputs: serializeRunInputs(run),
    outputs: serializeRunOutputs(run),
  };
}
