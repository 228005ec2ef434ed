import { readFile } from 'node:fs/promises';
import { digestLocalFiles } from '#jobs/digest-local-files.ts';
import type { Ctx } from '#lib/context.ts';
import { DomainError } from '#lib/errors.ts';
import { requireScorableVersion } from '#lib/models/require-scorable-version.ts';
import type { TfjsBackend } from '#lib/queue/kinds/backends.ts';
import { type LoadedModel, loadModel } from './load-model.ts';

export interface LoadedVersion {
  /** `late@3` */
  name: string;
  digest: string;
  model: LoadedModel;
  /** Digest of its files as they lie on this machine now. */
  digestNow: () => Promise<string>;
}

/** Brings a registered model here and loads it. @throws DomainError NOT_FOUND, BAD_FILE, UNAVAILABLE, CORRUPT_BLOB */
export async function loadModelVersion(
  ctx: Ctx,
  { id, backend }: { id: string; backend: TfjsBackend },
): Promise<LoadedVersion> {
  const version = await requireScorableVersion(ctx, { id });
  const name = `${version.model.name}@${version.number}`;
  const names = version.files.map((file) => file.path);
  const paths = await Promise.all(version.files.map((file) => ctx.blobs.localPath(file.digest)));
  const read = (file: string): Promise<Buffer> => {
    const at = paths[names.indexOf(file)];
    if (at === undefined) throw new DomainError('BAD_FILE', `${name} has no ${file}.`);
    return readFile(at);
  };
  const files = {
    'model.json': await read('model.json'),
    'weights.bin': await read('weights.bin'),
    'encoders.json': await read('encoders.json'),
  };
  return {
    name,
    digest: version.digest,
    model: await loadModel({ files, backend }),
    digestNow: () => digestLocalFiles(names, paths),
  };
}
