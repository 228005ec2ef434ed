import { parse } from 'yaml';
import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { ModelSignature } from './schema.ts';
import type { VersionFile } from './version-files.ts';

const largest = 1024 * 1024;

/** The parts of an MLmodel file that we show. Everything else in it is left alone. */
const MlModel = z.object({
  flavors: z.record(z.string(), z.unknown()).default({}),
  signature: z.object({ inputs: z.string().nullish(), outputs: z.string().nullish() }).nullish(),
});

/** MLflow's column or tensor specifications, JSON inside the YAML. */
const Columns = z.array(
  z.object({
    name: z.string().optional(),
    type: z.unknown().optional(),
    required: z.boolean().optional(),
    'tensor-spec': z.object({ dtype: z.string() }).optional(),
  }),
);

function columnsOf(text: string | null | undefined, kind: 'input' | 'output') {
  if (!text) return [];
  return Columns.parse(JSON.parse(text)).map((column, index) => ({
    name: column.name ?? `${kind}_${index}`,
    type: column['tensor-spec']?.dtype ?? (typeof column.type === 'string' ? column.type : 'unknown'),
    ...(column.required === false ? { nullable: true } : {}),
  }));
}

/**
 * What the MLmodel file beside a model's files says: 'mlflow:<flavor>' and the signature. It is data, read as plain
 * YAML without tags; a file that cannot be read says nothing.
 */
export async function readMlModel(
  ctx: Ctx,
  files: readonly VersionFile[],
): Promise<{ flavor: string; signature: ModelSignature | null }> {
  const none = { flavor: '', signature: null };
  const file = files.find((one) => one.path === 'MLmodel');
  if (!file || file.size > largest) return none;
  try {
    const text = await new Response(await ctx.blobs.open(file.digest)).text();
    const { flavors, signature } = MlModel.parse(parse(text, { maxAliasCount: 0, schema: 'core' }));
    const own = Object.keys(flavors).find((flavor) => flavor !== 'python_function');
    const flavor = own ?? (Object.keys(flavors).length > 0 ? 'python_function' : '');
    const parsed = ModelSignature.safeParse({
      inputs: columnsOf(signature?.inputs, 'input'),
      outputs: columnsOf(signature?.outputs, 'output'),
    });
    return {
      flavor: flavor === '' ? '' : `mlflow:${flavor.slice(0, 100)}`,
      signature: signature && parsed.success ? parsed.data : null,
    };
  } catch (error) {
    ctx.log.debug({ error, digest: file.digest }, 'an MLmodel file could not be read');
    return none;
  }
}
