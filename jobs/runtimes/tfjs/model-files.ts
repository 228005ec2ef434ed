import type { Encoders } from '#jobs/tabular/encoders.ts';
import type { ModelSignature } from './model-signature.ts';

/** A model as its files, whose bytes depend on nothing but the training. */
export interface ModelFiles {
  'model.json': Buffer;
  'weights.bin': Buffer;
  'encoders.json': Buffer;
  'signature.json': Buffer;
  'input_example.json': Buffer;
}

/** What loadModel needs of them. */
export type LoadableModelFiles = Pick<ModelFiles, 'model.json' | 'weights.bin' | 'encoders.json'>;

export interface ModelDocuments {
  encoders: Encoders;
  signature: ModelSignature;
  inputExample: unknown;
}

/** JSON as every document of a model is written: keys in the order given, two spaces, a newline at the end. */
export function jsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
