import type { Ctx } from '../context.ts';
import { formatOf } from './format-of.ts';
import { readOnnxSignature } from './onnx/read-onnx-signature.ts';
import { readMlModel } from './read-mlmodel.ts';
import { readSignature } from './read-signature.ts';
import type { ModelSignature } from './schema.ts';
import type { VersionFile } from './version-files.ts';

/**
 * What a model's files are and which columns go in and out. A model that MLflow's client logged is called by its flavor.
 * @throws DomainError UNPROCESSABLE for a signature.json that is none
 */
export async function readFlavor(
  ctx: Ctx,
  files: VersionFile[],
): Promise<{ flavor: string; signature: ModelSignature | null }> {
  const format = formatOf(files.map((file) => file.path));
  if (format === 'tfjs') return { flavor: format, signature: await readSignature(ctx, files) };
  const logged = await readMlModel(ctx, files);
  if (format !== 'onnx') return logged;
  const beside = logged.signature ?? (await readSignature(ctx, files));
  return { flavor: logged.flavor || format, signature: await readOnnxSignature(ctx, files, beside) };
}
