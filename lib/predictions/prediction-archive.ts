import { Readable } from 'node:stream';
import type { Ctx } from '../context.ts';
import { inPathOrder } from '../datasets/merkle.ts';
import { tarBlock, tarHeader, tarPadding } from '../recipes/tar-archive.ts';
import { getPredictionSet } from './get-prediction-set.ts';

/** All files of a prediction set as one tar archive, streamed. @throws DomainError NOT_FOUND */
export async function predictionArchive({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<{ name: string; size: number; stream: Readable }> {
  const set = await getPredictionSet({ ctx, input });
  const rows = await ctx.db.datasetFile.findMany({ where: { versionId: set.versionId } });
  const files = inPathOrder(rows).map((row) => ({ path: row.path, size: Number(row.size), digest: row.digest }));
  const blocks = files.reduce((sum, file) => sum + 1 + Math.ceil(file.size / tarBlock), 2);

  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const file of files) {
      yield tarHeader(file);
      yield* await ctx.blobs.open(file.digest);
      yield tarPadding(file.size);
    }
    yield new Uint8Array(2 * tarBlock);
  }

  return {
    name: `${set.dataset}-${set.number}.tar`,
    size: blocks * tarBlock,
    stream: Readable.from(pieces(), { objectMode: false }),
  };
}
