/** The choices of the list of jobs, and the states that each stands for; none: all. */
export const statesOf = {
  all: [],
  active: ['queued', 'running'],
  ended: ['succeeded', 'failed', 'canceled'],
  failed: ['failed'],
} as const;
export type JobChoice = keyof typeof statesOf;
export const jobStateNames = Object.keys(statesOf) as JobChoice[];

/** What the list of jobs shows, as the address of its page says it. */
export interface JobQuestion {
  state: JobChoice;
  q: string;
}

/** A choice out of the address; anything else is all of them. */
export function readJobState(word: string | undefined): JobChoice {
  return jobStateNames.find((name) => name === word) ?? 'all';
}
