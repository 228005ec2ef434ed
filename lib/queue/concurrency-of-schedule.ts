const prefix = 'schedule ';

/** Of the jobs that the times of a schedule started, the queue runs one at a time. */
export function concurrencyOfSchedule(scheduleId: string): { key: string; limit: number } {
  return { key: `${prefix}${scheduleId}`, limit: 1 };
}

/** Whether a concurrency key stands for a schedule. */
export const isOfSchedule = (key: string) => key.startsWith(prefix);
