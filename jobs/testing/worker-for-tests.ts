// A worker process of tests: jobs/main.ts with the kind `test`.
import path from 'node:path';
import { runWorker } from '../run-worker.ts';
import { registerTestKind } from './test-kinds.ts';

registerTestKind();
await runWorker({ entry: path.join(import.meta.dirname, 'child-for-tests.ts') });
