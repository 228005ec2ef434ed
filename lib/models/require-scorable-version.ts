import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type LoadedModelVersion, requireModelVersion } from './require-model-version.ts';
import type { ModelReference } from './schema.ts';

/** A model version whose files are here. */
export type ScorableVersion = LoadedModelVersion & {
  digest: string;
  /** As messages and params name it. */
  label: string;
};

/**
 * A model version that can be scored, because its files are here.
 * @throws DomainError NOT_FOUND, UNPROCESSABLE (a prompt, or files kept outside)
 */
export async function requireScorableVersion(ctx: Ctx, reference: ModelReference): Promise<ScorableVersion> {
  const version = await requireModelVersion(ctx, reference);
  const { digest } = version;
  if (digest !== null) return { ...version, digest, label: `${version.model.name} version ${version.number}` };
  throw new DomainError(
    'UNPROCESSABLE',
    `Version ${version.number} of ${version.model.name} has no files here, so nothing can be predicted with it.`,
    {
      fields: [{ path: 'model', message: 'names a version whose files are not here' }],
      hint: 'Register the files of a run as a version, or choose another one.',
    },
  );
}
