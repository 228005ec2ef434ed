import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NamedSource } from '#jobs/tabular/open-table.ts';
import type { TrainEffects } from '#jobs/train/effects.ts';
import { type TrainResult, trainModel } from '#jobs/train/train-model.ts';
import { sniffFile } from '#lib/datasets/duckdb/sniff-file.ts';
import { TrainRecipe, type TrainRecipeInput } from '#lib/queue/kinds/train.ts';
import { projectRoot } from '#lib/server/project-root.ts';

/** A file of the package with the example data. */
export function sampleFile(name: string): string {
  return path.join(projectRoot, 'node_modules/vega-datasets/data', name);
}

/** A local file as a dataset version, read the way an import would record it. */
export async function sourceOf(file: string): Promise<NamedSource> {
  const { format, readOptions } = await sniffFile({ path: file, name: path.basename(file), tempDir: tmpdir() });
  return { name: path.basename(file), files: [file], format, readOptions };
}

export interface LocalTraining {
  result: TrainResult;
  /** Every point in the order it was logged. */
  points: { step: number; metrics: Record<string, number> }[];
  log: string[];
  params: Record<string, string>;
}

/** Effects that keep everything in memory. */
export function memoryEffects(kept: Omit<LocalTraining, 'result'>): TrainEffects {
  return {
    logMetrics: async (step, metrics) => void kept.points.push({ step, metrics }),
    reportEnvironment: async () => {},
    logParams: async (params) => void Object.assign(kept.params, params),
    progress: () => {},
    log: (line) => void kept.log.push(line),
    saveArtifact: async () => {},
    clock: () => performance.now(),
    signal: new AbortController().signal,
  };
}

/** Trains on local files, in this process, in a folder that is removed afterwards. */
export async function trainLocally({
  recipe,
  train,
  evaluation,
  kept = { points: [], log: [], params: {} },
}: {
  recipe: Omit<TrainRecipeInput, 'dataset'>;
  train: string;
  evaluation?: string;
  /** Receives what was logged, also where training fails. */
  kept?: Omit<LocalTraining, 'result'>;
}): Promise<LocalTraining> {
  const scratchDir = mkdtempSync(path.join(tmpdir(), 'traza-training-'));
  try {
    const result = await trainModel({
      recipe: TrainRecipe.parse({ dataset: { name: 'local' }, ...recipe }),
      train: await sourceOf(train),
      ...(evaluation ? { evaluation: await sourceOf(evaluation) } : {}),
      scratchDir,
      effects: memoryEffects(kept),
    });
    return { result, ...kept };
  } finally {
    rmSync(scratchDir, { recursive: true, force: true });
  }
}
