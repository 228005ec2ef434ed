import { readFile, rm } from 'node:fs/promises';
import type { Table } from '#jobs/tabular/open-table.ts';
import { readRows } from '#jobs/tabular/read-rows.ts';
import { DomainError } from '#lib/errors.ts';
import { type Pyfunc, parsePyfunc } from '#lib/models/pyfunc/parse-pyfunc.ts';
import { type FilledInputs, fillInputs, type InputPlan } from '../fill-inputs.ts';
import { layOutFiles } from '../lay-out-files.ts';
import type { Model, ModelToLoad, OnInvalidValue, PredictionColumn, PreparedModel } from '../runtime.ts';
import { predictionsOf, scatter, toArrow } from './arrow-columns.ts';
import { makeEnvironment } from './make-environment.ts';
import { PythonProcess } from './python-process.ts';

/** The runtime of models that MLflow's client logged in Python: one process that holds the model, columns over a pipe. */
export async function loadPyfuncModel({ files, signature, scratchDir, cacheDir, log }: ModelToLoad): Promise<Model> {
  const pyfunc = await readPyfunc(files);
  const folder = await layOutFiles(files, scratchDir, 'copied');
  try {
    const python = await makeEnvironment({ folder, minor: pyfunc.minor, cacheDir, scratchDir, log });
    const { process, versions } = await PythonProcess.start(python, folder);
    const nullable = new Set(pyfunc.inputs.flatMap((input) => (input.nullable ? [input.name] : [])));
    const model: Model = {
      runtime: { backend: 'python', versions },
      signature: signature ?? { inputs: pyfunc.inputs, outputs: [] },
      rowsStandAlone: 'by model',
      prepare: async ({ table, columns = {} }) => {
        const inputs = pyfunc.inputs.map(
          ({ name, elements }): InputPlan => ({ name, type: elements, columns: [name] }),
        );
        const filled = fillInputs({ inputs, nullable, table, mapping: columns });
        const batch = new PyfuncBatch(process, inputs, filled);
        return batch.prepare(model, table);
      },
      dispose: async () => {
        await process.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
    return model;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function readPyfunc(files: ReadonlyMap<string, string>): Promise<Pyfunc> {
  for (const name of ['MLmodel', 'requirements.txt']) {
    if (!files.has(name)) throw new DomainError('BAD_FILE', `The model has no ${name}.`);
  }
  return parsePyfunc(await readFile(files.get('MLmodel') ?? '', 'utf8'));
}

/** One table scored by one process. */
class PyfuncBatch {
  readonly #process: PythonProcess;
  readonly #inputs: readonly InputPlan[];
  readonly #filled: FilledInputs;

  constructor(process: PythonProcess, inputs: readonly InputPlan[], filled: FilledInputs) {
    this.#process = process;
    this.#inputs = inputs;
    this.#filled = filled;
  }

  async prepare(model: Model, table: Table): Promise<PreparedModel> {
    const { columns, texts } = this.#filled;
    const predictions = await this.#learnColumns(table);
    const kept = scatter(predictions);
    return {
      model,
      table,
      columns,
      texts,
      predictions,
      score: async (block, onInvalid) => {
        const answer = await this.#ask(block, onInvalid);
        if (answer) kept.put(answer.predictions, answer.rows);
        return kept.values(block.count);
      },
    };
  }

  /** What a model answers is known when it has answered: the first rows are asked. */
  async #learnColumns(table: Table): Promise<PredictionColumn[]> {
    let why = '';
    for await (const block of readRows({ table, columns: this.#filled.columns, texts: this.#filled.texts })) {
      const first = { ...block, count: Math.min(block.count, 100) };
      const answer = await this.#ask(first, (_, column, reason) => {
        why ||= `${column}: ${reason}`;
      });
      if (answer) return predictionsOf(answer.predictions).columns;
      break;
    }
    throw new DomainError('UNPROCESSABLE', `None of the first rows of ${table.name} can be predicted: ${why}.`);
  }

  /** Asks for the rows that the model takes. @returns undefined when there is none, or none was answered */
  async #ask(block: Parameters<FilledInputs['fill']>[0], onInvalid: OnInvalidValue) {
    const refused = new Set<number>();
    this.#filled.fill(block, (at, column, reason) => {
      refused.add(at);
      onInvalid(at, column, reason);
    });
    const rows = Array.from({ length: block.count }, (_, row) => row).filter((row) => !refused.has(row));
    if (rows.length === 0) return undefined;
    const { failed, predictions } = await this.#process.predict(toArrow(this.#inputs, this.#filled.elements, rows));
    const lost = new Set(failed.map(([at]) => at));
    for (const [at, reason] of failed) onInvalid(rows[at] as number, 'prediction', reason);
    const answered = rows.filter((_, at) => !lost.has(at));
    return answered.length === 0 ? undefined : { predictions, rows: answered };
  }
}
