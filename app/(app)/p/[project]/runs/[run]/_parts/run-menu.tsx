'use client';

import { Archive, ArchiveRestore, Code, Ellipsis, Hash, Link2 } from 'lucide-react';
import { mainMetrics } from '#app/_ui/metrics/main-metrics.ts';
import { pythonOfRun } from '#app/_ui/run/python-of-run.ts';
import { isActive } from '#app/_ui/run/status-of.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { Menu, type MenuItem } from '#lib/ui/menu.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { useCopyToast } from '#lib/ui/use-copy-toast.ts';
import { useChangeRun } from './use-change-run.ts';
import { useSeriesKeys } from './use-run.ts';

/** What can be copied of a run and the rest of what can be done with it; the palette offers the same. */
export function RunMenu({ run }: { run: RunDetail }) {
  const { project } = useNavigation();
  const toast = useToast();
  const change = useChangeRun(run.id, { onError: useErrorToast() });
  const copy = useCopyToast();
  const { data: measured } = useSeriesKeys(run.id);
  const python = () => {
    const [metric] = mainMetrics(measured?.map(({ key }) => key) ?? []);
    copy(pythonOfRun({ origin: window.location.origin, project, runId: run.id, metric }));
  };
  const items: MenuItem[] = [
    { id: 'run-copy-id', icon: Hash, label: text.run.copyId, run: () => copy(run.id) },
    { id: 'run-copy-link', icon: Link2, label: text.runPage.copyLink, run: () => copy(window.location.href) },
    { id: 'run-copy-python', icon: Code, label: text.runPage.copyPython, run: python },
    ...(run.archived
      ? [
          {
            id: 'run-restore',
            icon: ArchiveRestore,
            label: text.runPage.restore,
            run: () => change.mutate({ archived: false }),
          },
        ]
      : isActive(run.status) && run.job
        ? []
        : [
            {
              id: 'run-archive',
              icon: Archive,
              label: text.runPage.archive,
              run: () => {
                const undo = { label: text.runPage.undo, onClick: () => change.mutate({ archived: false }) };
                change.mutate(
                  { archived: true },
                  { onSuccess: () => toast({ tone: 'ok', title: text.runPage.wasArchived, action: undo }) },
                );
              },
            },
          ]),
  ];
  useCommands(items.map(({ id, label, run: act }) => ({ id, label, run: act })));
  return <Menu icon={Ellipsis} label={text.runPage.menu} items={items} />;
}
