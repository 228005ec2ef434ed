import { parseArtifactAddress } from '../artifacts/artifact-root.ts';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import { loggedModelArtifactUri } from '../mlflow/artifact-uri.ts';
import { downloadUriOf, runUri } from './download-uri-of.ts';
import { requireModelVersion } from './require-model-version.ts';
import { canonicalStage } from './stage.ts';
import type { VersionSource } from './version-source.ts';

/** One file of a model, its path relative to the model's folder. */
export interface VersionFile {
  path: string;
  size: bigint;
  digest: string;
}

/** What a source stands for in this project. */
export interface ResolvedSource {
  /** The run, logged model and folder it names; null and '' where it names none. */
  runId: string | null;
  loggedModelId: string | null;
  folder: string;
  /** Where MLflow's clients read the files. */
  downloadUri: string;
  files: VersionFile[];
}

/** The files of a run below a folder ('' for all), in path order. */
export async function filesOfRun(ctx: Ctx, runId: string, folder: string): Promise<VersionFile[]> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const rows = await ctx.db.artifact.findMany({
    where: { runId, run: { projectId: ctx.project.id }, path: { startsWith: prefix } },
    select: { path: true, size: true, digest: true },
    orderBy: { path: 'asc' },
  });
  // LIKE reads % and _ of the prefix as wildcards: it finds more, never less.
  return rows
    .filter((row) => row.path.startsWith(prefix))
    .map((row) => ({ ...row, path: row.path.slice(prefix.length) }));
}

async function ofLoggedModel(ctx: Ctx, id: string): Promise<ResolvedSource> {
  const model = await ctx.db.loggedModel.findFirst({
    where: { id, projectId: ctx.project.id, deletedAt: null },
    select: {
      sourceRunId: true,
      experimentId: true,
      files: { select: { path: true, size: true, digest: true }, orderBy: { path: 'asc' } },
    },
  });
  if (!model) {
    throw new DomainError('NOT_FOUND', `Logged model with ID '${id}' not found.`, {
      fields: [{ path: 'source', message: 'names no logged model of this project' }],
    });
  }
  const experiment = await requireExperiment(ctx, model.experimentId);
  return {
    runId: model.sourceRunId,
    loggedModelId: id,
    folder: '',
    downloadUri: loggedModelArtifactUri(experiment, id),
    files: model.files,
  };
}

async function ofVersion(ctx: Ctx, source: Extract<VersionSource, { type: 'version' }>): Promise<ResolvedSource> {
  const { model: name, number, alias, stage } = source;
  const newest =
    stage === undefined
      ? undefined
      : await ctx.db.modelVersion.findFirst({
          where: {
            model: { name, projectId: ctx.project.id },
            stage: canonicalStage(stage),
            deletedAt: null,
          },
          orderBy: { number: 'desc' },
          select: { number: true },
        });
  if (newest === null) {
    throw new DomainError('NOT_FOUND', `Model ${name} has no version in stage ${stage}.`, {
      fields: [{ path: 'source', message: 'names no version' }],
    });
  }
  const version = await requireModelVersion(ctx, {
    name,
    ...(newest ? { version: newest.number } : number !== undefined ? { version: number } : {}),
    ...(alias === undefined ? {} : { alias }),
  });
  return {
    runId: version.runId,
    loggedModelId: version.loggedModelId,
    folder: version.artifactPath,
    downloadUri: downloadUriOf(version),
    files: version.files.map(({ path, size, digest }) => ({ path, size, digest })),
  };
}

/** <experiment>/<run>/artifacts/<folder> or <experiment>/models/<logged model>/artifacts, as artifact addresses are. */
async function ofAddress(ctx: Ctx, address: string): Promise<ResolvedSource> {
  const { owner, path } = parseArtifactAddress(address) ?? {};
  const downloadUri = `mlflow-artifacts:/${address}`;
  if (owner?.kind === 'run') return { ...(await ofRun(ctx, owner.id, path ?? '')), downloadUri };
  if (owner?.kind === 'logged-model' && path === '') return { ...(await ofLoggedModel(ctx, owner.id)), downloadUri };
  throw new DomainError(
    'INVALID_INPUT',
    `Invalid model version source: '${downloadUri}'. It names no run and no logged model.`,
    { fields: [{ path: 'source', message: 'must be mlflow-artifacts:/<experiment>/<run_id>/artifacts/…' }] },
  );
}

async function ofRun(ctx: Ctx, runId: string, folder: string): Promise<ResolvedSource> {
  const run = await ctx.db.run.findFirst({ where: { id: runId, projectId: ctx.project.id }, select: { id: true } });
  if (!run) {
    throw new DomainError(
      'INVALID_INPUT',
      `Invalid model version source: 'runs:/${runId}/${folder}'. There is no such run.`,
      {
        fields: [{ path: 'source', message: 'names no run of this project' }],
      },
    );
  }
  return {
    runId,
    loggedModelId: null,
    folder,
    downloadUri: runUri(runId, folder),
    files: await filesOfRun(ctx, runId, folder),
  };
}

/** Finds what a source names in this project. @throws DomainError NOT_FOUND, INVALID_INPUT */
export async function resolveSource(ctx: Ctx, source: VersionSource): Promise<ResolvedSource> {
  switch (source.type) {
    case 'logged-model':
      return ofLoggedModel(ctx, source.id);
    case 'version':
      return ofVersion(ctx, source);
    case 'run':
      return ofRun(ctx, source.runId, source.path);
    case 'artifacts':
      return ofAddress(ctx, source.address);
    case 'outside':
      return { runId: null, loggedModelId: null, folder: '', downloadUri: source.uri, files: [] };
  }
}
