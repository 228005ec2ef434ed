import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { blockRows } from '#jobs/tabular/read-rows.ts';
import { DomainError } from '#lib/errors.ts';
import { graphColumns, graphSignature } from '#lib/models/onnx/graph-columns.ts';
import type { GraphValue } from '#lib/models/onnx/read-graph.ts';
import { fillInputs } from '../fill-inputs.ts';
import { layOutFiles } from '../lay-out-files.ts';
import type { Model, ModelToLoad } from '../runtime.ts';
import { emptyFeeds, feedsOf, type OnnxInput, requireElements } from './feeds.ts';
import { loadOnnxruntime, type Onnxruntime } from './load-onnxruntime.ts';
import { collectOutputs, onnxOutputs, predictionColumns } from './onnx-outputs.ts';

const graphFile = 'model.onnx';

/** The runtime of ONNX models, on one thread of the processor: partitions already run side by side. */
export async function loadOnnxModel({ files, signature, scratchDir }: ModelToLoad): Promise<Model> {
  const { ort, runtime } = loadOnnxruntime();
  if (!files.has(graphFile)) throw new DomainError('BAD_FILE', `The model has no ${graphFile}.`);
  const folder = await layOutFiles(files, scratchDir, 'linked');
  try {
    const session = await open(ort, folder);
    const graph = { inputs: session.inputMetadata.map(graphValue), outputs: session.outputMetadata.map(graphValue) };
    const inputs = requireElements(graphColumns(graph.inputs, signature));
    const fixed = fixedRows(inputs);
    const outputs = await onnxOutputs(session.outputMetadata, (names) =>
      session.run(emptyFeeds(ort, inputs, fixed ?? 2), names),
    );
    const names = outputs.map((output) => output.name);
    const told = graphSignature(graph, signature);
    const model: Model = {
      runtime,
      signature: told,
      rowsStandAlone: 'by model',
      prepare: async ({ table, columns = {} }) => {
        const nullable = new Set(told.inputs.flatMap((input) => (input.nullable ? [input.name] : [])));
        const filled = fillInputs({ inputs, nullable, table, mapping: columns, ...(fixed ? { step: fixed } : {}) });
        const collected = collectOutputs(outputs);
        return {
          model,
          table,
          columns: filled.columns,
          texts: filled.texts,
          predictions: predictionColumns(outputs),
          score: async (block, onInvalid) => {
            filled.fill(block, onInvalid);
            const step = fixed ?? block.count;
            for (let from = 0; from < block.count; from += step) {
              const count = Math.min(step, block.count - from);
              const feeds = feedsOf(ort, inputs, filled.elements, from, step);
              collected.put(await session.run(feeds, names), from, count, step);
            }
            return collected.values(block.count);
          },
        };
      },
      dispose: async () => {
        await session.release();
        await rm(folder, { recursive: true, force: true });
      },
    };
    return model;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function open(ort: Onnxruntime, folder: string): Promise<InferenceSession> {
  try {
    return await ort.InferenceSession.create(path.join(folder, graphFile), {
      executionProviders: ['cpu'],
      executionMode: 'sequential',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 4,
    });
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).replaceAll(`${folder}${path.sep}`, '');
    throw new DomainError('BAD_FILE', `The ONNX model does not load: ${why.slice(0, 1_000)}.`, { cause });
  }
}

function graphValue(value: InferenceSession.ValueMetadata): GraphValue {
  return value.isTensor
    ? { name: value.name, type: value.type, shape: [...value.shape] }
    : { name: value.name, type: '', shape: [] };
}

/** How many rows a graph takes at once where that is fixed; undefined: any number. */
function fixedRows(inputs: readonly OnnxInput[]): number | undefined {
  const sizes = new Set(inputs.flatMap(({ shape: [rows] }) => (typeof rows === 'number' && rows > 0 ? [rows] : [])));
  const [rows, other] = sizes;
  if (other !== undefined || (rows !== undefined && rows > blockRows)) {
    throw new DomainError(
      'BAD_FILE',
      `The ONNX model takes ${[...sizes].join(' and ')} rows at once; ${blockRows} or fewer, the same for each input, are needed.`,
    );
  }
  return rows;
}
