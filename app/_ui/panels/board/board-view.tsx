'use client';

import { LayoutDashboard, Plus } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { DashboardPanel } from '#lib/dashboards/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import type { UndoOrder } from '../../experiment/undo/undo-order.ts';
import type { AnyPanelKind, PanelRuns } from '../panel-kind.ts';
import { writeBrushes } from '../runs/parallel/brush-address.ts';
import { AddPanelDialog } from './add-panel-dialog.tsx';
import { SavingLine } from './board-bar.tsx';
import { useBoardCharts } from './board-charts.ts';
import { BoardGrid } from './board-grid.tsx';
import { BoardNotice } from './board-notice.tsx';
import type { BoardStore, Panels } from './board-store.ts';
import { EditPanelDialog } from './edit-panel-dialog.tsx';
import { FullPanel } from './full-panel.tsx';
import { PanelBody } from './panel-body.tsx';
import { newPanel, titleOf } from './panel-of.ts';
import { suggestPanels } from './suggest-panels.ts';

const mostPanels = 100;

/** A dashboard: its panels, and the work on them. */
export function BoardView({
  head,
  store,
  runs,
  order,
  onShow,
  onCopyLink,
  onSaveMine,
}: {
  head: ReactNode;
  store: BoardStore;
  runs: PanelRuns;
  order: UndoOrder;
  /** Brings this dashboard on screen, from wherever the page is. */
  onShow: () => void;
  onCopyLink: (fields: Record<string, string | undefined>) => void;
  onSaveMine: () => void;
}) {
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const { panels } = state;
  const charts = useBoardCharts();
  const scroller = useRef<HTMLDivElement>(null);
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<{ panel: DashboardPanel; isNew: boolean }>();
  const [fullId, setFullId] = useUrlState<string>('panel', '');
  const [brushes, setBrushes] = useUrlState<string>('brush', '');
  const full = panels.find(({ id }) => id === fullId);
  const canAdd = panels.length < mostPanels;
  useShortcut('a', text.panels.add, () => {
    if (canAdd) setAdding(true);
  });

  const latest = useRef(onShow);
  useEffect(() => {
    latest.current = onShow;
  });
  const stack = useMemo(() => {
    // What is taken back is seen.
    const seen = (done: boolean) => {
      if (done) latest.current();
      return done;
    };
    return { undo: () => seen(store.undo()), redo: () => seen(store.redo()) };
  }, [store]);
  const change = (to: (panels: Panels) => Panels, what?: string) => {
    const before = store.getState().panels;
    const next = to(before);
    if (!store.change(next, what)) return;
    order.record(stack);
    const gone = before.filter(({ id }) => !next.some((panel) => panel.id === id));
    if (gone.length > 0) setBrushes(gone.reduce((text, { id }) => writeBrushes(text, id, {}), brushes));
  };
  const add = (panel: DashboardPanel) => {
    change((now) => [...now, panel]);
    // Once it is drawn.
    requestAnimationFrame(() => {
      const element = scroller.current?.querySelector(`[data-panel="${panel.id}"]`);
      element?.scrollIntoView({ block: 'nearest' });
      element?.querySelector<HTMLElement>('.panel-grip')?.focus();
    });
  };
  const choose = (kind: AnyPanelKind) => {
    setAdding(false);
    const panel = newPanel(kind);
    if (kind.Form) setEditing({ panel, isNew: true });
    else add(panel);
  };
  const addButton = (
    <Button
      icon={Plus}
      keys="a"
      disabled={!canAdd}
      title={canAdd ? undefined : text.panels.full}
      onClick={() => setAdding(true)}
    >
      {text.panels.add}
    </Button>
  );
  return (
    <>
      <div className="run-bar">
        {head}
        <span className="grow" />
        <SavingLine state={state} onRetry={() => store.flush()} />
        {addButton}
      </div>
      <BoardNotice
        state={state}
        onTakeTheirs={() => store.takeTheirs()}
        onWriteOver={() => store.writeOver()}
        onSaveMine={onSaveMine}
      />
      <div className="run-scroll" ref={scroller}>
        {panels.length === 0 ? (
          <EmptyState
            icon={LayoutDashboard}
            title={text.panels.noPanelsTitle}
            actions={
              <>
                {addButton}
                <Button onClick={() => change(() => suggestPanels(charts.metrics, charts.primary))}>
                  {text.panels.suggest}
                </Button>
              </>
            }
          />
        ) : (
          <BoardGrid
            panels={panels}
            runs={runs}
            onChange={change}
            onEdit={(panel) => setEditing({ panel, isNew: false })}
            onFull={(panel) => setFullId(panel.id)}
            onCopyLink={(panel) => onCopyLink({ panel: panel.id })}
          />
        )}
      </div>
      {adding ? <AddPanelDialog onChoose={choose} onClose={() => setAdding(false)} /> : null}
      {editing ? (
        <EditPanelDialog
          {...editing}
          runs={runs}
          onSave={(panel) => {
            if (editing.isNew) add(panel);
            else change((now) => now.map((one) => (one.id === panel.id ? { ...one, ...edited(panel) } : one)));
            setEditing(undefined);
          }}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      {full ? (
        <FullPanel title={titleOf(full, charts.primary)} onClose={() => setFullId('')}>
          {(height) => (
            <PanelBody
              panel={full}
              runs={runs}
              height={height}
              onSettings={(settings) =>
                change(
                  (now) => now.map((one) => (one.id === full.id ? { ...one, settings } : one)),
                  `settings ${full.id}`,
                )
              }
            />
          )}
        </FullPanel>
      ) : null}
    </>
  );
}

/** Its size and place may have changed behind the dialog. */
function edited({ title, settings }: DashboardPanel): Pick<DashboardPanel, 'title' | 'settings'> {
  return { title, settings };
}
