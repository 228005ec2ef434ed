// A short child of a starting worker: does the backend named on the command line load here?
import { backends } from './backends.ts';
import { loadTfjs } from './load-tfjs.ts';

const backend = backends.find((one) => one === process.argv[2]);
if (!backend) throw new Error(`There is no backend "${process.argv[2]}".`);
const runtime = await loadTfjs(backend);
process.send?.({ backend, versions: runtime.versions }, undefined, undefined, () => process.exit(0));
