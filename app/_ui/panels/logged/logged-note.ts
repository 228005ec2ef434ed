import { text } from '#lib/ui/text/text.ts';
import { loggedLabel } from './logged-label.ts';
import type { Logged } from './use-logged.ts';

/** Why a panel draws nothing: it waits, no run that is shown has what was chosen, or what was read has none of it. */
export function loggedNote({ loading, files, name = '' }: Logged, reading: boolean, otherwise: string): string {
  if (loading || reading) return text.common.loading;
  return files.length === 0 ? text.logged.noneHas(loggedLabel(name)) : otherwise;
}
