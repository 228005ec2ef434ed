import { z } from 'zod';
import { loggedModelArtifactUri } from './artifact-uri.ts';
import { experimentIdOf } from './experiment-id.ts';
import { repeated, writeDouble } from './wire.ts';

export const loggedModelStatuses = ['PENDING', 'READY', 'UPLOAD_FAILED'] as const;
export type LoggedModelStatus = (typeof loggedModelStatuses)[number];

interface Pair {
  key: string;
  value: string;
}

/** What the serializer needs loaded with a logged model. */
export interface LoggedModelRow {
  id: string;
  experiment: { id: number; isDefault: boolean; artifactLocation: string | null };
  sourceRunId: string | null;
  name: string;
  /** One of loggedModelStatuses. */
  status: string;
  statusMessage: string | null;
  modelType: string | null;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  params: Pair[];
  tags: Pair[];
  metrics: {
    runId: string;
    key: string;
    step: bigint;
    at: bigint;
    value: number;
    datasetName: string;
    datasetDigest: string;
  }[];
}

/** The tag in which the registry client notes which versions were made of a model. */
const registrationsTag = 'mlflow.modelVersions';
const Registrations = z.array(z.object({ name: z.string(), version: z.coerce.string() }));

function registrationsOf(tags: Pair[]): { name: string; version: string }[] {
  const text = tags.find((tag) => tag.key === registrationsTag)?.value;
  if (text === undefined) return [];
  try {
    // Clients write the tag, some twice: whatever it holds, the model is shown.
    const named = Registrations.safeParse(JSON.parse(text)).data ?? [];
    return [...new Map(named.map((one) => [JSON.stringify(one), one])).values()];
  } catch {
    return [];
  }
}

const pairs = (rows: Pair[]) => rows.map(({ key, value }) => ({ key, value }));

/** A logged model as MLflow's clients read it; empty lists are left out. */
export function serializeLoggedModel(row: LoggedModelRow) {
  const registrations = registrationsOf(row.tags);
  const metrics = row.metrics.map((point) => ({
    key: point.key,
    value: writeDouble(point.value),
    timestamp: Number(point.at),
    step: Number(point.step),
    model_id: row.id,
    ...(point.datasetName === '' ? {} : { dataset_name: point.datasetName }),
    ...(point.datasetDigest === '' ? {} : { dataset_digest: point.datasetDigest }),
    ...(point.runId === '' ? {} : { run_id: point.runId }),
  }));
  return {
    info: {
      model_id: row.id,
      experiment_id: experimentIdOf(row.experiment),
      name: row.name,
      creation_timestamp_ms: row.createdAt.getTime(),
      last_updated_timestamp_ms: row.updatedAt.getTime(),
      artifact_uri: loggedModelArtifactUri(row.experiment, row.id),
      status: `LOGGED_MODEL_${row.status}`,
      ...(row.modelType === null ? {} : { model_type: row.modelType }),
      ...(row.sourceRunId === null ? {} : { source_run_id: row.sourceRunId }),
      ...(row.statusMessage === null ? {} : { status_message: row.statusMessage }),
      ...(row.tags.length === 0 ? {} : { tags: pairs(row.tags) }),
      ...(registrations.length === 0 ? {} : { registrations }),
    },
    data: {
      ...(row.params.length === 0 ? {} : { params: pairs(row.params) }),
      ...(metrics.length === 0 ? {} : { metrics }),
    },
  };
}

// Protobuf's clients may send the number of an enumeration for its name.
const readStatuses = new Map<unknown, LoggedModelStatus>([
  ...loggedModelStatuses.map((status) => [`LOGGED_MODEL_${status}`, status] as const),
  ...loggedModelStatuses.flatMap((status, index) => [
    [index + 1, status] as const,
    [String(index + 1), status] as const,
  ]),
]);

/** A status as clients write it. */
export const WireLoggedModelStatus = z.unknown().transform((value, ctx) => {
  const status = readStatuses.get(value);
  if (status) return status;
  ctx.addIssue({
    code: 'custom',
    message: `must be one of ${loggedModelStatuses.map((one) => `LOGGED_MODEL_${one}`).join(', ')}`,
    input: value,
  });
  return z.NEVER;
});

/** Params and tags as repeated fields; a value that is left out is empty. */
export const WirePairs = repeated(
  z.object({
    key: z.string(),
    value: z
      .string()
      .nullish()
      .transform((text) => text ?? ''),
  }),
);
