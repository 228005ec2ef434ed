import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from '../errors.ts';
import { projectRoot } from '../server/project-root.ts';
import type { ExampleSource } from './schema.ts';

interface Example {
  /** From the root of the installation. */
  path: string;
  description: string;
  origin: string;
}

const examples: Record<ExampleSource, Example> = {
  'flights-3m': {
    path: 'node_modules/vega-datasets/data/flights-3m.parquet',
    description:
      'Three million flights in the United States, January to June 2001: date, delay in minutes, distance, origin, destination.',
    origin: 'npm vega-datasets (US Department of Transportation, public domain)',
  },
};

/** A file that came with the product. Clients name it by its key alone and never by a path. @throws DomainError UNAVAILABLE when it is not installed */
export async function openExample(name: ExampleSource) {
  const example = examples[name];
  const file = path.join(projectRoot, example.path);
  const found = await stat(file).catch(() => undefined);
  if (!found) {
    throw new DomainError('UNAVAILABLE', `The example ${name} is not installed: ${example.path} is missing.`, {
      hint: 'Run npm ci again.',
    });
  }
  return {
    fileName: path.basename(file),
    size: found.size,
    description: example.description,
    origin: example.origin,
    stream: () => createReadStream(file, { highWaterMark: 2 ** 18 }),
  };
}
