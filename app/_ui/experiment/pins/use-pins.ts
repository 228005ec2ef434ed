import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import { mostPinned, type RunSet, togglePins } from '../run-set.ts';

/** Keeps runs on top or lets them go, and says so where there is not room for all. */
export function usePins<Part extends Pick<RunSet, 'pinned'>>(
  set: Part,
  onChange: (set: Part) => void,
): (ids: readonly string[]) => void {
  const toast = useToast();
  return (ids) => {
    const next = togglePins(set, ids);
    onChange(next);
    const keeps = ids.some((id) => next.pinned.includes(id));
    if (keeps && [...set.pinned, ...ids].some((id) => !next.pinned.includes(id)))
      toast({ title: text.runs.mostPinned(mostPinned), detail: text.runs.firstUnpinned });
  };
}
