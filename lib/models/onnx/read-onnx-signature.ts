import type { Ctx } from '../../context.ts';
import type { ModelSignature } from '../schema.ts';
import type { VersionFile } from '../version-files.ts';
import { graphSignature } from './graph-columns.ts';
import { readGraph } from './read-graph.ts';

/** Weights of large models lie in files beside; a graph that is larger says its columns when a job loads it. */
const largest = 64 * 1024 * 1024;

/** The columns of an ONNX model, told by its graph and by the signature beside it; that one alone where the graph says nothing. */
export async function readOnnxSignature(
  ctx: Ctx,
  files: readonly VersionFile[],
  beside: ModelSignature | null,
): Promise<ModelSignature | null> {
  const file = files.find((one) => one.path === 'model.onnx');
  if (!file || file.size > largest) return beside;
  try {
    const bytes = await new Response(await ctx.blobs.open(file.digest)).bytes();
    return graphSignature(readGraph(bytes), beside);
  } catch (error) {
    ctx.log.debug({ error, digest: file.digest }, 'the columns of an ONNX file could not be read');
    return beside;
  }
}
