'use client';

import { LayoutDashboard, Plus } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Button } from '#lib/ui/button.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast } from '#lib/ui/toast.tsx';
import type { UndoOrder } from '../../experiment/undo/undo-order.ts';
import type { PanelRuns } from '../panel-kind.ts';
import { BoardPicker } from './board-bar.tsx';
import { useBoardCharts } from './board-charts.ts';
import { BoardView } from './board-view.tsx';
import { NameDialog } from './name-dialog.tsx';
import { suggestPanels } from './suggest-panels.ts';
import { useBoardActions } from './use-board-actions.ts';
import { useBoard, useBoards } from './use-boards.ts';
import { useCopyLink } from './use-copy-link.ts';
import './board.css';

type Question = { ask: 'create' } | { ask: 'rename' } | { ask: 'copy' };

/** The dashboards of an experiment: one of them, and the way to the others. */
export function Boards({
  experimentId,
  tabs,
  runs,
  board: asked,
  onShow,
  order,
}: {
  experimentId: number;
  tabs: ReactNode;
  runs: PanelRuns;
  /** Id of the dashboard that the address names. */
  board: string | undefined;
  onShow: (id: string | undefined) => void;
  order: UndoOrder;
}) {
  const list = useBoards(experimentId);
  const boards = list.data ?? [];
  const first = boards.find((board) => board.scope === 'shared') ?? boards[0];
  const id = asked ?? first?.id;
  const open = boards.find((board) => board.id === id);
  const { store, error } = useBoard(experimentId, id);
  const actions = useBoardActions(experimentId, onShow);
  const charts = useBoardCharts();
  const complain = useErrorToast();
  const copyLink = useCopyLink();
  const [question, setQuestion] = useState<Question>();
  // A link that is copied from the address shows the same dashboard.
  useEffect(() => {
    if (asked === undefined && first) onShow(first.id);
  }, [asked, first, onShow]);
  const close = useCallback(() => setQuestion(undefined), []);
  const begin = (panels: ReturnType<typeof suggestPanels>) =>
    actions.create(text.panels.overview, 'shared', panels).catch(complain);

  const picker =
    boards.length > 0 ? (
      <BoardPicker
        boards={boards}
        open={open}
        deeds={{
          show: onShow,
          create: () => setQuestion({ ask: 'create' }),
          rename: () => setQuestion({ ask: 'rename' }),
          copy: () => setQuestion({ ask: 'copy' }),
          share: (board, scope) => void actions.share(board, scope),
          copyLink: () => copyLink({ panel: undefined }),
          remove: (board) => void actions.remove(board),
        }}
      />
    ) : null;
  const head = (
    <>
      {tabs}
      {picker}
    </>
  );
  return (
    <>
      {store && id !== undefined ? (
        <BoardView
          key={id}
          head={head}
          store={store}
          runs={runs}
          order={order}
          onShow={() => onShow(id)}
          onCopyLink={copyLink}
          onSaveMine={() => setQuestion({ ask: 'copy' })}
        />
      ) : (
        <>
          <div className="run-bar">{head}</div>
          <div className="run-scroll">
            {list.error && !list.data ? (
              <ErrorState error={list.error} onRetry={() => void list.refetch()} />
            ) : list.data && boards.length === 0 && asked === undefined ? (
              <EmptyState
                icon={LayoutDashboard}
                title={text.panels.emptyTitle}
                actions={
                  <>
                    <Button look="primary" onClick={() => void begin(suggestPanels(charts.metrics, charts.primary))}>
                      {text.panels.suggest}
                    </Button>
                    <Button onClick={() => void begin([])}>{text.panels.begin}</Button>
                  </>
                }
              >
                {text.panels.emptyLead}
              </EmptyState>
            ) : error ? (
              <EmptyState
                icon={LayoutDashboard}
                title={text.panels.goneTitle}
                actions={
                  <Button icon={Plus} onClick={() => setQuestion({ ask: 'create' })}>
                    {text.panels.create}
                  </Button>
                }
              >
                {text.panels.goneLead}
              </EmptyState>
            ) : (
              <Skeleton lines={6} height={40} />
            )}
          </div>
        </>
      )}
      {question?.ask === 'create' ? (
        <NameDialog
          title={text.panels.createTitle}
          name=""
          scope="shared"
          onSave={(name, scope) => actions.create(name, scope, [])}
          onClose={close}
        />
      ) : null}
      {question?.ask === 'rename' && open ? (
        <NameDialog
          title={text.panels.renameTitle}
          name={open.name}
          scope={undefined}
          onSave={(name) => actions.rename(open, name)}
          onClose={close}
        />
      ) : null}
      {question?.ask === 'copy' && store ? (
        <NameDialog
          title={text.panels.copyTitle}
          name={open ? text.panels.copyOf(open.name) : ''}
          scope="private"
          onSave={async (name, scope) => {
            await actions.create(name, scope, store.getState().panels);
            // What could not be saved there is kept here now.
            store.takeTheirs();
          }}
          onClose={close}
        />
      ) : null}
    </>
  );
}
