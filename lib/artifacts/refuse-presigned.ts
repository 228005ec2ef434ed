import type { Ctx } from '../context.ts';
import { MlflowError } from '../mlflow/error-code.ts';
import { artifactPath } from './artifact-path.ts';
import type { FileOwner } from './file-owner.ts';
import { requireOwner } from './require-owner.ts';

/**
 * Answers who asks for a signed address in an object store: there is none to sign for, neither here, where files go
 * through this server, nor in a place that only the client can reach.
 * @throws MlflowError INVALID_PARAMETER_VALUE, NOT_IMPLEMENTED; DomainError NOT_FOUND, INVALID_INPUT (path)
 */
export async function refusePresigned(
  ctx: Ctx,
  { owner, path, what }: { owner: FileOwner; path: string; what: 'upload' | 'download' },
): Promise<never> {
  artifactPath(path);
  const { uri } = await requireOwner(ctx, owner);
  if (!/^(https?|mlflow-artifacts):/.test(uri)) {
    throw new MlflowError('NOT_IMPLEMENTED', `Presigned ${what} is not supported for the current artifact repository`);
  }
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Presigned ${what} is not supported for ${what === 'upload' ? '' : 'runs with '}proxied artifact storage ` +
      `(artifact URI scheme: ${uri.split(':', 1)[0]}). Send and fetch files at /api/2.0/mlflow-artifacts/artifacts instead.`,
  );
}
