import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { loggedModelNotFound } from '../models/require-logged-model.ts';
import { requireClientRun, runNotFound } from '../runs/require-run.ts';
import type { ArtifactOwner } from './artifact-root.ts';
import type { FileOwner } from './file-owner.ts';
import { findOwner, type OwnerRow } from './sql/find-owner.ts';

/** Whether an owner's files are reached below `root`: its experiment's id, "0" for the default one, or its location here. */
function fits({ experimentId, isDefault, artifactLocation }: OwnerRow, root: string): boolean {
  if (root === '0') return isDefault !== false;
  if (root === String(experimentId)) return true;
  const [, path] = /^mlflow-artifacts:\/+(.*)$/.exec(artifactLocation ?? '') ?? [];
  return path !== undefined && path.replace(/\/+$/, '') === root;
}

/** @throws DomainError NOT_FOUND */
export function ownerNotFound(ctx: Ctx, owner: FileOwner): DomainError {
  return owner.kind === 'run' ? runNotFound(ctx, owner.id) : loggedModelNotFound(owner.id);
}

async function requireRow(ctx: Ctx, { kind, id, root }: ArtifactOwner): Promise<OwnerRow> {
  const row = await findOwner(ctx, { kind, id });
  if (!row || !fits(row, root)) throw ownerNotFound(ctx, { kind, id });
  return row;
}

/** The owner an address names, archived ones too. @throws DomainError NOT_FOUND (not in this project or experiment) */
export async function requireOwner(ctx: Ctx, owner: ArtifactOwner): Promise<FileOwner> {
  await requireRow(ctx, owner);
  return { kind: owner.kind, id: owner.id };
}

/**
 * The owner an address names, where clients may write into it.
 * @throws DomainError NOT_FOUND, CONFLICT (archived, or a run of a job)
 */
export async function requireWritableOwner(ctx: Ctx, owner: ArtifactOwner): Promise<FileOwner> {
  const row = await requireRow(ctx, owner);
  if (row.byJob) await requireClientRun(ctx, owner.id);
  if (row.closed) throw ownerClosed(owner);
  return { kind: owner.kind, id: owner.id };
}

/** What a write into an archived run or a deleted model is told, in MLflow's words. */
export function ownerClosed({ kind, id }: FileOwner): DomainError {
  const what = kind === 'run' ? 'run' : 'logged model';
  return new DomainError('CONFLICT', `The ${what} ${id} must be in the 'active' state. Current state is deleted.`, {
    fields: [{ path: kind === 'run' ? 'runId' : 'modelId', message: 'is archived' }],
    hint: 'Restore it first.',
  });
}
