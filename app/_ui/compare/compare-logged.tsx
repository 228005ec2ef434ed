'use client';

import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { ComparedRun } from '#lib/runs/compare/schema.ts';
import { Select } from '#lib/ui/field.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { PanelHeadProvider } from '#lib/ui/panel-head.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { confusionKind } from '../panels/logged/confusion/confusion-kind.ts';
import { histogramKind } from '../panels/logged/histogram/histogram-kind.ts';
import { imagesKind } from '../panels/logged/images/images-kind.ts';
import { curvesKind } from '../panels/logged/roc/curves-kind.ts';
import { tableKind } from '../panels/logged/table/table-kind.ts';
import { anyKind, type PanelRuns } from '../panels/panel-kind.ts';

const kinds = [
  anyKind(imagesKind),
  anyKind(tableKind),
  anyKind(histogramKind),
  anyKind(confusionKind),
  anyKind(curvesKind),
];

/** What the compared runs logged beside numbers, side by side: one of the panels of dashboards over these runs alone. */
export function CompareLogged({
  runs,
  order,
  colors,
}: {
  runs: readonly ComparedRun[];
  order: readonly number[];
  colors: ReadonlyMap<string, string>;
}) {
  const navigation = useNavigation();
  const [chosen, setChosen] = useUrlState<string>('logged', '');
  const [stored, setStored] = useUrlState<string>('panel', '');
  const [head, setHead] = useState<HTMLElement | null>(null);
  const [height, setHeight] = useState(0);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const kind = kinds.find((one) => one.id === chosen) ?? anyKind(imagesKind);
  const settings = useMemo(() => kind.read(parsed(stored)), [kind, stored]);
  const { project, go } = navigation;
  const shown = useMemo((): PanelRuns => {
    const listed = order.flatMap((place) => runs[place] ?? []);
    return {
      experimentId: listed[0]?.experimentId ?? 0,
      shown: listed.map(({ id, name }) => ({ id, name, color: colors.get(id) ?? '' })),
      filter: `id in (${listed.map(({ id }) => `"${id}"`).join(', ')})`,
      archived: false,
      open: (runId) => go(`/p/${encodeURIComponent(project)}/runs/${runId}`),
    };
  }, [runs, order, colors, project, go]);
  return (
    <>
      <div className="compare-bar">
        <Select
          hideLabel
          label={text.compare.loggedKind}
          value={kind.id}
          options={kinds.map((one) => ({ value: one.id, label: one.title() }))}
          onChange={(event) => {
            setChosen(event.target.value);
            // Settings of one kind say nothing to another.
            setStored('');
          }}
        />
        <span className="grow" />
        <span className="row" ref={setHead} />
      </div>
      <div className="compare-logged" ref={body}>
        {height > 0 ? (
          <Suspense fallback={<Skeleton lines={8} />}>
            <PanelHeadProvider place={head}>
              <kind.View
                key={kind.id}
                id={kind.id}
                runs={shown}
                settings={settings}
                height={height}
                onSettings={(next) => setStored(JSON.stringify(next))}
              />
            </PanelHeadProvider>
          </Suspense>
        ) : null}
      </div>
    </>
  );
}

/** An address may hold anything; what a kind cannot read becomes its default. */
function parsed(stored: string): unknown {
  try {
    return JSON.parse(stored || '{}');
  } catch {
    return {};
  }
}
