import { checkRuntime } from '../testing/check-runtime.ts';
import { trainedFiles } from '../testing/trained-files.ts';

checkRuntime({ backend: 'tfjs-wasm', files: (flights) => trainedFiles(flights, 'tfjs-wasm') });
