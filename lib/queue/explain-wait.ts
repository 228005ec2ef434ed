import { isOfSchedule } from './concurrency-of-schedule.ts';
import type { JobWait } from './schema.ts';
import type { QueueFacts } from './sql/queue-facts.ts';

function inWords(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function listed(names: string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Why a queued job waits: the first reason that holds, in the order in which a user could do something about it. */
export function explainWait(facts: QueueFacts, projectId: string): JobWait {
  const place = facts.ahead + 1;
  if (facts.secondsLeft > 0) {
    const message = `An attempt failed; the next one starts in ${inWords(facts.secondsLeft)}.`;
    return { code: 'backoff', place: null, message };
  }
  if (facts.workersAlive === 0) {
    const message = 'No worker is alive. `npm start` runs one; `npm run worker` starts another.';
    return { code: 'no-worker', place, message };
  }
  if (facts.missingBackend !== null) {
    const message = `No worker alive has the backend ${facts.missingBackend}; the log of a starting worker says why it does not load.`;
    return { code: 'no-backend', place, message };
  }
  if (facts.concurrencyLimit !== null && facts.concurrencyRunning >= facts.concurrencyLimit) {
    const key = facts.concurrencyKey?.slice(projectId.length + 1) ?? '';
    if (isOfSchedule(key)) {
      return { code: 'concurrency', place, message: 'The run of an earlier time of its schedule has not ended.' };
    }
    const message = `${facts.concurrencyRunning} of at most ${facts.concurrencyLimit} jobs with the key "${key}" are running.`;
    return { code: 'concurrency', place, message };
  }
  if (facts.slots > facts.freeSlots) {
    const busy = facts.busyWith.length > 0 ? ` with ${listed(facts.busyWith)}` : ' with jobs of other projects';
    const before = facts.ahead > 0 ? `; ${facts.ahead} ${facts.ahead === 1 ? 'job goes' : 'jobs go'} before it` : '';
    return { code: 'no-slots', place, message: `All slots are busy${busy}${before}.` };
  }
  const message = facts.ahead > 0 ? `It starts after ${facts.ahead} more.` : 'It starts within seconds.';
  return { code: 'next', place, message };
}
