'use client';

import { pythonOfRuns } from '#app/_ui/run/python-of-run.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useCopyToast } from '#lib/ui/use-copy-toast.ts';

/** What the palette offers for the runs of an experiment wherever they are shown: Python that loads those picked, or all. */
export function useRunsCommands(experimentId: number, selected: readonly string[]): void {
  const { project } = useNavigation();
  const copy = useCopyToast();
  const label = selected.length > 0 ? text.commands.pythonPicked(selected.length) : text.commands.python;
  useCommands([
    {
      id: 'runs-python',
      label,
      run: () => copy(pythonOfRuns({ origin: window.location.origin, project, experimentId, runIds: selected })),
    },
  ]);
}
