// The worker process: started by the supervisor, or alone with `npm run worker` and DATABASE_URL set.
import { connectDb, disconnectDb } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { flushAnnouncements } from '#lib/events/announce.ts';
import { log as processLog } from '#lib/log.ts';
import { startWorker } from './start-worker.ts';

const log = processLog().child({ process: 'worker' });
const settings = env();
if (!settings.databaseUrl) {
  log.fatal('DATABASE_URL is not set: a worker started alone needs the address of the database of its platform.');
  process.exit(1);
}
connectDb(settings.databaseUrl, { poolSize: settings.workerSlots + 4 });

const worker = await startWorker({ settings, databaseUrl: settings.databaseUrl, log });

let stopping = false;
/** @param withinMs the process ends by then, whatever still hangs */
async function stop(why: string, withinMs: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ why }, 'stopping');
  setTimeout(() => process.exit(1), withinMs).unref();
  try {
    await worker.stop();
    await flushAnnouncements();
    await disconnectDb();
    process.exit(0);
  } catch (error) {
    log.error({ error }, 'could not stop in good order');
    process.exit(1);
  }
}

process.on('SIGTERM', () => void stop('SIGTERM', 15_000));
process.on('SIGINT', () => void stop('SIGINT', 15_000));
// The supervisor is gone, and with it perhaps the database: children must not work on for nobody.
process.on('disconnect', () => void stop('the supervisor ended', 7_000));
process.on('unhandledRejection', (error) => {
  log.fatal({ error }, 'unexpected error');
  void stop('an unexpected error', 10_000);
});
process.send?.({ type: 'ready' });
