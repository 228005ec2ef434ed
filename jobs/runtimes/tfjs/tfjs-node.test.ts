import { describe } from 'vitest';
import { hasTfjsNode } from '#jobs/testing/train-apart.ts';
import { numericEnvironment } from '#lib/queue/kinds/numeric-environment.ts';
import { runtimeOf } from '#lib/recipes/runtime-of.ts';
import { checkRuntime } from '../testing/check-runtime.ts';
import { trainedFiles } from '../testing/trained-files.ts';

// Read by libtensorflow when it loads, which is later than this.
Object.assign(process.env, numericEnvironment());

describe.skipIf(!hasTfjsNode())('tfjs-node', () => {
  checkRuntime({
    backend: 'tfjs-node',
    library: runtimeOf('tfjs-node'),
    files: (flights) => trainedFiles(flights, 'tfjs-node'),
  });
});
