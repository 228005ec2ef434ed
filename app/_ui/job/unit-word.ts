import { text } from '#lib/ui/text/text.ts';

/** What a job counts, in the reader's language; a unit that only the job knows is shown as it says it. */
export function unitWord(unit: string | undefined): string {
  const words: Record<string, string> = text.jobs.units;
  return unit === undefined ? '' : (words[unit] ?? unit);
}
