import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { ModelSignature } from './schema.ts';

const largest = 4 * 1024 * 1024;

/** The signature kept beside a model's files, or null where there is none. @throws DomainError UNPROCESSABLE */
export async function readSignature(
  ctx: Ctx,
  files: { path: string; digest: string; size: bigint }[],
): Promise<ModelSignature | null> {
  const file = files.find((one) => one.path === 'signature.json');
  if (!file) return null;
  const refuse = (why: string, cause?: unknown) =>
    new DomainError('UNPROCESSABLE', `signature.json of the model ${why}.`, {
      fields: [{ path: 'artifactPath', message: `signature.json ${why}` }],
      hint: 'It holds {"inputs": [{"name", "type"}], "outputs": [{"name", "type"}]}.',
      ...(cause === undefined ? {} : { cause }),
    });
  if (file.size > largest) throw refuse('is larger than 4 MB');
  const text = await new Response(await ctx.blobs.open(file.digest)).text();
  try {
    return ModelSignature.parse(JSON.parse(text));
  } catch (cause) {
    throw refuse('is not a signature', cause);
  }
}
