import { connectDb, disconnectDb } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { flushAnnouncements } from '#lib/events/announce.ts';
import { log as processLog } from '#lib/log.ts';
import { probeBackends } from './runtimes/probe-backends.ts';
import { startWorker } from './start-worker.ts';

/**
 * The whole life of a worker process: probe what it can run, work, and stop in good order on a signal or when the
 * process that started it is gone.
 * @param entry script of the children; jobs/child.ts unless a test has its own
 */
export async function runWorker({ entry }: { entry?: string } = {}): Promise<void> {
  const log = processLog().child({ process: 'worker' });
  const settings = env();
  const { databaseUrl } = settings;
  if (!databaseUrl) {
    log.fatal('DATABASE_URL is not set: a worker started alone needs the address of the database of its platform.');
    process.exit(1);
  }
  connectDb(databaseUrl, { poolSize: settings.workerSlots + 4 });

  let stop: (why: string, withinMs: number) => Promise<void> = async () => process.exit(0);
  process.on('SIGTERM', () => void stop('SIGTERM', 15_000));
  process.on('SIGINT', () => void stop('SIGINT', 15_000));
  // The supervisor is gone, and with it perhaps the database: children must not work on for nobody.
  process.on('disconnect', () => void stop('the supervisor ended', 7_000));
  process.on('unhandledRejection', (error) => {
    log.fatal({ error }, 'unexpected error');
    void stop('an unexpected error', 10_000);
  });

  const { backends, versions, problems } = await probeBackends();
  for (const [backend, problem] of Object.entries(problems)) log.warn({ backend, problem }, 'a backend does not load');
  const worker = await startWorker({
    settings,
    databaseUrl,
    log,
    capabilities: { backends, versions },
    ...(entry ? { entry } : {}),
  });

  let stopping = false;
  stop = async (why, withinMs) => {
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
  };
  process.send?.({ type: 'ready' });
}
