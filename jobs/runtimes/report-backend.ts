// A short child of a starting worker: does the backend named on the command line load here?
import { type Backend, backends } from '#lib/queue/kinds/backends.ts';
import { loadOnnxruntime } from './onnx/load-onnxruntime.ts';
import { findPython } from './python/find-python.ts';
import { loadTfjs } from './tfjs/load-tfjs.ts';

const backend = backends.find((one) => one === process.argv[2]);
if (!backend) throw new Error(`There is no backend "${process.argv[2]}".`);
const versions = await versionsOf(backend);
process.send?.({ backend, versions }, undefined, undefined, () => process.exit(0));

async function versionsOf(name: Backend): Promise<Record<string, string>> {
  switch (name) {
    case 'onnxruntime':
      return { ...loadOnnxruntime().runtime.versions };
    case 'python':
      return { python: (await findPython()).version };
    default:
      return { ...(await loadTfjs(name)).versions };
  }
}
