import type { LoadedModelVersion } from './require-model-version.ts';
import { ModelSignature, type ModelVersionAnswer, type ModelVersionDetail } from './schema.ts';

/** A model version as lists show it. */
export function serializeModelVersion(row: LoadedModelVersion): ModelVersionAnswer {
  const signature = ModelSignature.safeParse(row.signature);
  return {
    id: row.id,
    model: row.model.name,
    number: row.number,
    digest: row.digest,
    flavor: row.flavor,
    signature: signature.success ? signature.data : null,
    runId: row.runId,
    artifactPath: row.artifactPath,
    description: row.description,
    source: row.source,
    loggedModelId: row.loggedModelId,
    stage: row.stage,
    tags: Object.fromEntries(row.tags.map(({ key, value }) => [key, value])),
    aliases: row.aliases.map((one) => one.alias),
    size: row.files.reduce((sum, file) => sum + Number(file.size), 0),
    createdAt: row.createdAt.toISOString(),
  };
}

/** With its frozen files. */
export function serializeModelVersionDetail(row: LoadedModelVersion): ModelVersionDetail {
  return {
    ...serializeModelVersion(row),
    files: row.files.map((file) => ({ path: file.path, size: Number(file.size), digest: file.digest })),
  };
}
