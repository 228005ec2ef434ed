import type { Ctx } from '../context.ts';
import { inPathOrder } from './merkle.ts';
import { requireVersion, type VersionRow } from './require-version.ts';
import { DatasetFormat, type TableSource, type VersionReference } from './schema.ts';
import { readOptionsOf } from './serialize-version.ts';

export interface LocalVersion {
  row: VersionRow;
  /** Its files as local paths in manifest order, verified against their digests. */
  source: TableSource;
  /** Names of the files in the manifest, in the same order, for messages. */
  names: string[];
  /** Lets the cache drop the files again. A job that ends need not call it. */
  release: () => Promise<void>;
}

/** Brings the files of a version to this machine, for DuckDB to read. @throws DomainError NOT_FOUND, CORRUPT_BLOB, DISK_FULL */
export async function localVersion(ctx: Ctx, reference: VersionReference): Promise<LocalVersion> {
  const row = await requireVersion(ctx, reference);
  const files = inPathOrder(
    await ctx.db.datasetFile.findMany({ where: { versionId: row.id }, select: { path: true, digest: true } }),
  );
  const held: string[] = [];
  const release = async () => {
    for (const digest of held.splice(0)) await ctx.blobs.release(digest);
  };
  try {
    const paths: string[] = [];
    for (const file of files) {
      paths.push(await ctx.blobs.localPath(file.digest));
      held.push(file.digest);
    }
    return {
      row,
      source: { files: paths, format: DatasetFormat.parse(row.format), readOptions: readOptionsOf(row) },
      names: files.map((file) => file.path),
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}
