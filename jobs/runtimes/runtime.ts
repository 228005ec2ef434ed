import type { Table } from '#jobs/tabular/open-table.ts';
import type { RawColumn } from '#jobs/tabular/raw-columns.ts';
import type { RowBlock } from '#jobs/tabular/read-rows.ts';
import type { ModelSignature } from '#lib/models/schema.ts';
import type { Backend } from '#lib/queue/kinds/backends.ts';

/** What computes, for recipes and fingerprints. */
export interface RuntimeFacts {
  backend: Backend;
  /** Versions of the libraries, by name. */
  versions: {
    tfjs?: string;
    libtensorflow?: string;
    onnxruntime?: string;
    python?: string;
    mlflow?: string;
    /** Digest of the names and versions of all Python packages. */
    packages?: string;
  };
  /** The instruction set of the WebAssembly binary that was picked. */
  simd?: boolean;
}

/** A model as it is handed to a runtime. */
export interface ModelToLoad {
  /** Path within the model -> the file on this machine. */
  files: ReadonlyMap<string, string>;
  /** What the registry knows of its columns. */
  signature: ModelSignature | null;
  backend: Backend;
  /** A folder that the model may use until it is disposed of. */
  scratchDir: string;
  /** A folder that is kept between jobs. */
  cacheDir: string;
  /** One line of the run's log. */
  log: (line: string) => void;
}

/** One column of a model's predictions. */
export interface PredictionColumn {
  name: string;
  type: 'FLOAT' | 'DOUBLE' | 'INTEGER' | 'BIGINT' | 'BOOLEAN' | 'VARCHAR';
  /** The values are places in this list. */
  labels?: readonly string[];
}

/** Booleans are 0 and 1, labels their places. */
export type PredictionValues = Float32Array | Float64Array | Int32Array | BigInt64Array | string[];

/** Called for a value that the model does not take; `at` is the row's place in the block. */
export type OnInvalidValue = (at: number, column: string, reason: string) => void;

/**
 * A model that is loaded, whatever library computes it. What every runtime keeps is said by the contract suite
 * (testing/check-runtime.ts), and each of them runs it.
 */
export interface Model {
  readonly runtime: RuntimeFacts;
  readonly signature: ModelSignature;
  /**
   * Whether a prediction has the same bits whatever rows are scored beside it. 'always': the runtime sees to it.
   * 'by model': it is so where the model computes row by row, which is looked at on the data (see rowsStandAlone).
   */
  readonly rowsStandAlone: 'always' | 'by model';
  /**
   * Plans how columns of this table become inputs.
   * @param columns input of the model -> column of the table, where their names differ
   * @throws DomainError UNPROCESSABLE naming each column that is missing or cannot serve
   */
  prepare: (input: { table: Table; columns?: Readonly<Record<string, string>> }) => Promise<PreparedModel>;
  dispose: () => Promise<void>;
}

/** A model prepared for a table: done once, then any number of row ranges is scored with it. */
export interface PreparedModel {
  model: Model;
  table: Table;
  /** What to read, see readRows. */
  columns: readonly RawColumn[];
  texts: readonly string[];
  predictions: readonly PredictionColumn[];
  /**
   * Scores a mini-batch of columns.
   * @returns an array for each column of `predictions`, valid until the next call; what it holds for invalid rows means
   *   nothing
   */
  score: (block: RowBlock, onInvalid: OnInvalidValue) => Promise<PredictionValues[]>;
}
