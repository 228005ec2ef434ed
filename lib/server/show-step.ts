import type { LogStream } from './log-stream.ts';

const tellEveryMs = 10_000;

/** Runs one step of the start and tells how long it took; a step that takes long says every 10 s that it still runs. */
export async function showStep<T>({
  log,
  title,
  work,
}: {
  log: LogStream;
  title: string;
  work: () => Promise<T>;
}): Promise<T> {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 100) / 10;
  log.say('info', `${title} …`);
  const still = setInterval(
    () => log.say('info', `${title}: still at it after ${Math.round(seconds())} s`),
    tellEveryMs,
  );
  try {
    const result = await work();
    log.say('info', `${title}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(still);
  }
}
