import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { loggedModelArtifactUri, runArtifactUri, traceArtifactUri } from '../mlflow/artifact-uri.ts';
import { loggedModelNotFound } from '../models/require-logged-model.ts';
import { runArchived, runNotFound, runOfJob } from '../runs/require-run.ts';
import { traceNotFound } from '../traces/require-trace.ts';
import type { FileOwner } from './file-owner.ts';
import { findOwner, type OwnerRow } from './sql/find-owner.ts';

/** An owner as it is named: by its id, and by what stands before it where an address names it. */
export interface NamedOwner extends FileOwner {
  root?: string;
}

export interface KnownOwner extends FileOwner {
  /** Where MLflow's clients read its files. */
  uri: string;
}

const artifactUriOf = {
  run: runArtifactUri,
  'logged-model': loggedModelArtifactUri,
  trace: traceArtifactUri,
};

/** Whether an owner's files are reached below `root`: its experiment's id, "0" for the default one, or its location here. */
function fits({ experimentId, isDefault, artifactLocation }: OwnerRow, root: string): boolean {
  if (root === '0') return isDefault !== false;
  if (root === String(experimentId)) return true;
  const [, path] = /^mlflow-artifacts:\/+(.*)$/.exec(artifactLocation ?? '') ?? [];
  return path !== undefined && path.replace(/\/+$/, '') === root;
}

async function requireRow(ctx: Ctx, { kind, id, root }: NamedOwner): Promise<OwnerRow & KnownOwner> {
  const row = await findOwner(ctx, { kind, id });
  if (!row || (root !== undefined && !fits(row, root))) throw ownerNotFound(ctx, { kind, id });
  const { experimentId, isDefault, artifactLocation } = row;
  // Work of the platform may belong to no experiment; to a client it lies in the default one.
  const experiment = { id: experimentId ?? 0, isDefault: isDefault ?? true, artifactLocation };
  const uri = artifactUriOf[kind](experiment, id);
  return { ...row, kind, id, uri };
}

/** The owner of files, archived ones too. @throws DomainError NOT_FOUND (not in this project or experiment) */
export async function requireOwner(ctx: Ctx, owner: NamedOwner): Promise<KnownOwner> {
  const { kind, id, key, uri } = await requireRow(ctx, owner);
  return { kind, id, key, uri };
}

/**
 * The owner of files, where clients may write into it.
 * @throws DomainError NOT_FOUND, CONFLICT (archived, or a run of a job)
 */
export async function requireWritableOwner(ctx: Ctx, owner: NamedOwner): Promise<KnownOwner> {
  const { kind, id, key, uri, byJob, closed } = await requireRow(ctx, owner);
  if (byJob) throw runOfJob(id);
  if (closed) throw ownerClosed(owner);
  return { kind, id, key, uri };
}

export function ownerNotFound(ctx: Ctx, { kind, id }: FileOwner): DomainError {
  if (kind === 'run') return runNotFound(ctx, id);
  return kind === 'trace' ? traceNotFound(id) : loggedModelNotFound(id);
}

/** What a write into an archived run or a deleted model is told, in MLflow's words. */
export function ownerClosed({ kind, id }: FileOwner): DomainError {
  if (kind === 'run') return runArchived(id);
  return new DomainError(
    'CONFLICT',
    `The logged model ${id} must be in the 'active' state. Current state is deleted.`,
    {
      fields: [{ path: 'modelId', message: 'is deleted' }],
    },
  );
}
