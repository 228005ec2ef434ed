import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { numericEnvironment } from '#lib/queue/kinds/numeric-environment.ts';
import type { TrainRecipeInput } from '#lib/queue/kinds/train.ts';
import { projectRoot } from '#lib/server/project-root.ts';

export interface TrainedApart {
  backend: string;
  /** SHA-256 of each file of the model. */
  digests: Record<string, string>;
  metrics: Record<string, number>;
  steps: number;
  peakRssMb: number;
}

/** Trains in a fresh process with the environment a job's child gets. `noise`: something else draws random numbers. */
export async function trainApart(given: {
  recipe: Omit<TrainRecipeInput, 'dataset'>;
  train: string;
  evaluation?: string;
  noise?: boolean;
}): Promise<TrainedApart> {
  const program = path.join(import.meta.dirname, 'train-program.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(given)], {
    env: { ...process.env, ...numericEnvironment() },
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Whether the native backend was set up on this machine (lib/server/setup/tfjs-node.ts does it at the first start). */
export function hasTfjsNode(): boolean {
  const folder = path.join(projectRoot, 'node_modules/@tensorflow/tfjs-node/lib');
  return (
    existsSync(folder) && readdirSync(folder).some((name) => existsSync(path.join(folder, name, 'tfjs_binding.node')))
  );
}
