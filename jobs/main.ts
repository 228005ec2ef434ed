// The worker process: started by the supervisor, or alone with `npm run worker` and DATABASE_URL set.
import { runWorker } from './run-worker.ts';

await runWorker();
