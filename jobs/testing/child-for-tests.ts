// The child of tests: jobs/child.ts with the kind `test`.
import { runChild } from '../run-child.ts';
import { registerTestKind } from './test-kinds.ts';

registerTestKind();
await runChild();
