'use client';

import { useMemo, useState } from 'react';
import type { ComparedRun } from '#lib/runs/compare/schema.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../panels/panel-kind.ts';
import { panelKindOf } from '../panels/panel-kinds.ts';
import '../experiment/experiment.css';

/** The images of the compared runs side by side: the panel for images, over these runs and no others. */
export function CompareImages({
  runs,
  order,
  colors,
}: {
  runs: readonly ComparedRun[];
  order: readonly number[];
  colors: ReadonlyMap<string, string>;
}) {
  const navigation = useNavigation();
  const kind = panelKindOf('images');
  const [settings, setSettings] = useState<unknown>(() => kind?.read({}));
  const shown = useMemo((): PanelRuns => {
    const listed = order.flatMap((place) => runs[place] ?? []);
    return {
      experimentId: listed[0]?.experimentId ?? 0,
      shown: listed.map(({ id, name }) => ({ id, name, color: colors.get(id) ?? '' })),
      filter: `id in (${listed.map(({ id }) => `"${id}"`).join(', ')})`,
      archived: false,
      open: (runId) => navigation.go(navigation.href(`/runs/${runId}`)),
    };
  }, [runs, order, colors, navigation]);
  if (!kind) return <p className="compare-note mut">{text.compare.noImages}</p>;
  return (
    <div className="run-scroll">
      <kind.View runs={shown} settings={settings} height={640} onSettings={setSettings} />
    </div>
  );
}
