import { runtimeOf } from '#lib/recipes/runtime-of.ts';
import { checkRuntime } from '../testing/check-runtime.ts';
import { trainedFiles } from '../testing/trained-files.ts';

checkRuntime({
  backend: 'tfjs-wasm',
  library: runtimeOf('tfjs-wasm'),
  files: (flights) => trainedFiles(flights, 'tfjs-wasm'),
});
