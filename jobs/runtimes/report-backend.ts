// A short child of a starting worker: does the backend named on the command line load here?
import { backends } from '#lib/queue/kinds/backends.ts';
import { loadOnnxruntime } from './onnx/load-onnxruntime.ts';
import { loadTfjs } from './tfjs/load-tfjs.ts';

const backend = backends.find((one) => one === process.argv[2]);
if (!backend) throw new Error(`There is no backend "${process.argv[2]}".`);
const { versions } = backend === 'onnxruntime' ? loadOnnxruntime().runtime : await loadTfjs(backend);
process.send?.({ backend, versions }, undefined, undefined, () => process.exit(0));
