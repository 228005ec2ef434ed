import { createHash } from 'node:crypto';
import { type Ctx, withTransaction } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { enqueueJob } from '../queue/enqueue-job.ts';
import type { ImportPayload } from '../queue/kinds/import.ts';
import { builtinVersion } from '../recipes/builtin-version.ts';
import { sealRecipe } from '../recipes/seal-recipe.ts';
import { requireUpload } from '../uploads/require-upload.ts';
import { openExample } from './example-sources.ts';
import { DatasetName, ImportDatasetInput } from './schema.ts';

/**
 * Queues the import of a staged upload, or of an example that came with the product, as the next version of a dataset,
 * which is made when it is not there.
 * @throws DomainError INVALID_INPUT, NOT_FOUND (upload)
 */
export async function importDataset({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ImportDatasetInput & { name: string };
}): Promise<{ jobId: string; runId: string }> {
  const { name, ...rest } = input;
  const dataset = parseInput(DatasetName, name, 'name of the dataset');
  const { description, nullTexts, types, ...from } = parseInput(ImportDatasetInput, rest, 'import');
  const { source, fileName, sha256 } = await findSource(ctx, from);
  const code = await builtinVersion({ ctx });
  const choices = { ...(nullTexts ? { nullTexts } : {}), ...(types ? { types } : {}) };
  return withTransaction(ctx, async (tx) => {
    const recipe = await sealRecipe({
      ctx: tx,
      input: {
        schema: 1,
        kind: 'import',
        code: { type: 'builtin', name: 'import', version: code.digest },
        parameters: { file: fileName, sha256, ...choices },
        inputs: [],
        environment: { backend: null, threads: 1, variables: {} },
        seed: null,
        plan: null,
      },
    });
    const payload: ImportPayload = { dataset, source, ...(description ? { description } : {}), ...choices };
    return enqueueJob({
      ctx: tx,
      input: {
        kind: 'import',
        name: `import ${dataset}`,
        payload,
        recipe,
        params: {
          dataset,
          file: fileName,
          sha256,
          ...(nullTexts ? { nullTexts: nullTexts.join(', ') } : {}),
          ...Object.fromEntries(Object.entries(types ?? {}).map(([column, type]) => [`type.${column}`, type])),
        },
      },
    });
  });
}

interface Source {
  source: ImportPayload['source'];
  fileName: string;
  sha256: string;
}

async function findSource(ctx: Ctx, from: Pick<ImportDatasetInput, 'uploadId' | 'example'>): Promise<Source> {
  if (from.example !== undefined) {
    const example = await openExample(from.example);
    const hash = createHash('sha256');
    for await (const chunk of example.stream()) hash.update(chunk);
    const source = { type: 'example' as const, example: from.example };
    return { source, fileName: example.fileName, sha256: hash.digest('hex') };
  }
  const upload = await requireUpload(ctx, from.uploadId ?? '');
  const source = { type: 'upload' as const, uploadId: upload.id, fileName: upload.name, digest: upload.digest };
  return { source, fileName: upload.name, sha256: upload.digest };
}
