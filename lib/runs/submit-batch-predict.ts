import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { ModelFormat } from '../models/format-of.ts';
import { readPyfunc } from '../models/pyfunc/read-pyfunc.ts';
import { requireFormat } from '../models/require-format.ts';
import { requireScorableVersion, type ScorableVersion } from '../models/require-scorable-version.ts';
import { ModelSignature } from '../models/schema.ts';
import { parseInput } from '../parse-input.ts';
import { type Backend, tfjsBackends } from '../queue/kinds/backends.ts';
import { type BatchPredictPayload, batchPredictKind } from '../queue/kinds/batch-predict.ts';
import { builtinVersion } from '../recipes/builtin-version.ts';
import { resolveBackend } from '../recipes/resolve-backend.ts';
import { runtimeOf } from '../recipes/runtime-of.ts';
import { listColumns } from './check-columns.ts';
import { checkModelInputs } from './check-model-inputs.ts';
import { type PreparedJob, queuePrepared } from './queue-prepared.ts';
import { datasetRecipeInput, type ResolvedDataset, resolveDataset } from './resolve-dataset.ts';
import { SubmitBatchPredictInput } from './submit-schema.ts';

/**
 * Queues a batch inference run: model and data pinned by digest, the model's inputs and the id columns checked against
 * the columns of the data, the recipe sealed.
 * @throws DomainError INVALID_INPUT, NOT_FOUND (model, dataset), UNPROCESSABLE (columns that do not fit)
 */
export async function submitBatchPredict({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: unknown;
}): Promise<{ jobId: string; runId: string }> {
  return queuePrepared(ctx, await prepareBatchPredict(ctx, input));
}

/** Finds and checks all that such a job needs. @throws as submitBatchPredict */
export async function prepareBatchPredict(ctx: Ctx, input: unknown): Promise<PreparedJob> {
  const asked = parseInput(SubmitBatchPredictInput, input, 'payload');
  const model = await requireScorableVersion(ctx, asked.model);
  const dataset = await resolveDataset(ctx, asked.dataset, 'dataset');
  const format = requireFormat(model, ['tfjs', 'onnx', 'pyfunc']);
  const pyfunc = format === 'pyfunc' ? await readPyfunc(ctx, model) : undefined;
  requireMapping(asked.columns, model, dataset);
  checkModelInputs(model, dataset, 'dataset', asked.columns);
  requireIdColumns(asked.idColumns, dataset);
  const backend = await chooseBackend(ctx, asked.backend, format, model.label);
  const code = await builtinVersion({ ctx });
  const { rowsPerPartition, columns, idColumns, maxQuarantined, output } = asked;
  const payload: BatchPredictPayload = {
    modelVersionId: model.id,
    datasetVersionId: dataset.id,
    output,
    rowsPerPartition,
    backend,
    columns,
    idColumns,
    maxQuarantined,
  };

  return {
    recipe: {
      schema: 1,
      kind: 'batch-predict',
      code: { type: 'builtin', name: 'batch-predict', version: code.digest },
      parameters: { columns, idColumns, maxQuarantined },
      inputs: [{ role: 'model', type: 'model', digest: model.digest }, datasetRecipeInput('dataset', dataset)],
      environment: {
        backend,
        runtime: backend === 'python' ? { name: 'mlflow', version: pyfunc?.mlflow ?? 'unknown' } : runtimeOf(backend),
        threads: 1,
        variables: batchPredictKind.childEnvironment?.(payload) ?? {},
      },
      seed: null,
      plan: { rowsPerPartition, rows: dataset.rowCount },
    },
    job: {
      kind: 'batch-predict',
      payload,
      name: asked.name ?? `predict ${dataset.name} with ${model.label}`,
      inputs: [
        { role: 'model', digest: model.digest, modelVersionId: model.id },
        { role: 'dataset', digest: dataset.digest, datasetVersionId: dataset.id },
      ],
      params: {
        model: model.label,
        dataset: dataset.label,
        output,
        rowsPerPartition: String(rowsPerPartition),
        backend,
        ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [`columns.${name}`, column])),
        idColumns: idColumns.join(', '),
        maxQuarantined: String(maxQuarantined),
      },
    },
  };
}

const backendsOf: Record<ModelFormat, readonly [Backend, ...Backend[]]> = {
  tfjs: tfjsBackends,
  onnx: ['onnxruntime'],
  pyfunc: ['python'],
};

/** @throws DomainError UNPROCESSABLE for a backend that cannot run the model, or that no worker has */
function chooseBackend(ctx: Ctx, asked: 'auto' | Backend, format: ModelFormat, model: string): Promise<Backend> {
  const among = backendsOf[format];
  if (asked !== 'auto' && !among.includes(asked)) {
    throw new DomainError('UNPROCESSABLE', `${model} is ${format}, which the backend ${asked} cannot run.`, {
      fields: [{ path: 'backend', message: `cannot run ${format}; choose auto or ${among.join(' or ')}` }],
    });
  }
  return resolveBackend({ ctx, input: { backend: asked, among, path: 'backend' } });
}

/** Each entry must lead from an input of the model to a column of the data. */
function requireMapping(columns: Record<string, string>, model: ScorableVersion, dataset: ResolvedDataset): void {
  const signature = ModelSignature.safeParse(model.signature).data;
  const inputs = signature?.inputs.map((input) => input.name);
  const known = new Set(dataset.columns.map((column) => column.name));
  const fields = Object.entries(columns).flatMap(([name, column]) => {
    const path = `columns.${name}`;
    if (inputs && !inputs.includes(name)) return [{ path, message: `${model.label} has no input "${name}"` }];
    return known.has(column) ? [] : [{ path, message: `${dataset.label} has no column "${column}"` }];
  });
  const [first] = fields;
  if (!first) return;
  throw new DomainError('UNPROCESSABLE', `${fields.map((field) => field.message).join('; ')}.`, {
    fields: fields.slice(0, 20),
    hint: `The inputs of the model are ${(inputs ?? []).slice(0, 60).join(', ')}. ${listColumns(dataset.columns, dataset.label)}`,
  });
}

function requireIdColumns(idColumns: string[], dataset: ResolvedDataset): void {
  const known = new Set(dataset.columns.map((column) => column.name));
  const fields = idColumns.flatMap((column, index) =>
    known.has(column) ? [] : [{ path: `idColumns.${index}`, message: `${dataset.label} has no column "${column}"` }],
  );
  const [first] = fields;
  if (!first) return;
  throw new DomainError('UNPROCESSABLE', `${first.message}.`, {
    fields,
    hint: `Its columns are ${[...known].slice(0, 60).join(', ')}.`,
  });
}
