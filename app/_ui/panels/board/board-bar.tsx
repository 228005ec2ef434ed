'use client';

import { Copy, LayoutDashboard, Link2, Lock, Pencil, Plus, Trash2, Users } from 'lucide-react';
import type { DashboardEntry, DashboardScope } from '#lib/dashboards/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { Menu, type MenuItem } from '#lib/ui/menu.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { BoardState, Saving } from './board-store.ts';

export interface BoardDeeds {
  show: (id: string) => void;
  create: () => void;
  rename: (board: DashboardEntry) => void;
  copy: (board: DashboardEntry) => void;
  share: (board: DashboardEntry, scope: DashboardScope) => void;
  copyLink: () => void;
  remove: (board: DashboardEntry) => void;
}

/** Which dashboard is open, and all that can be done with it. */
export function BoardPicker({
  boards,
  open,
  deeds,
}: {
  boards: readonly DashboardEntry[];
  open: DashboardEntry | undefined;
  deeds: BoardDeeds;
}) {
  const name = open?.name ?? text.panels.choose;
  return (
    <Menu
      icon={LayoutDashboard}
      label={open ? text.panels.menu(name) : name}
      items={[...choices(boards, open, deeds), ...itemsOf(open, deeds)]}
      face={<span className="clip">{name}</span>}
    />
  );
}

function choices(
  boards: readonly DashboardEntry[],
  open: DashboardEntry | undefined,
  { show }: BoardDeeds,
): MenuItem[] {
  const of = (scope: DashboardScope, section: string) =>
    boards
      .filter((board) => board.scope === scope)
      .map((board) => ({
        id: board.id,
        label: board.name,
        section,
        checked: board.id === open?.id,
        run: () => show(board.id),
      }));
  return [...of('shared', text.panels.shared), ...of('private', text.panels.own)];
}

function itemsOf(open: DashboardEntry | undefined, deeds: BoardDeeds): MenuItem[] {
  const section = text.panels.actions;
  const create = { id: 'create', label: text.panels.create, icon: Plus, section, run: deeds.create };
  if (!open) return [create];
  const shared = open.scope === 'shared';
  return [
    create,
    { id: 'copy', label: text.panels.copy, icon: Copy, section, run: () => deeds.copy(open) },
    { id: 'rename', label: text.panels.rename, icon: Pencil, section, run: () => deeds.rename(open) },
    {
      id: 'share',
      label: shared ? text.panels.unshare : text.panels.share,
      icon: shared ? Lock : Users,
      section,
      run: () => deeds.share(open, shared ? 'private' : 'shared'),
    },
    { id: 'link', label: text.panels.copyLink, icon: Link2, section, run: deeds.copyLink },
    { id: 'remove', label: text.panels.remove, icon: Trash2, section, run: () => deeds.remove(open) },
  ];
}

/** Whether what is shown is saved. What must be decided is said above the panels instead. */
export function SavingLine({ state: { saving, error }, onRetry }: { state: BoardState; onRetry: () => void }) {
  const words: Partial<Record<Saving, string>> = {
    saved: text.panels.saved,
    waiting: text.panels.waiting,
    saving: text.panels.saving,
    failed: text.panels.failed,
  };
  return (
    <span
      className={saving === 'failed' ? 'row small board-failed' : 'row small dim'}
      role="status"
      title={error?.message}
    >
      {words[saving]}
      {saving === 'failed' ? (
        <Button small onClick={onRetry}>
          {text.panels.retry}
        </Button>
      ) : null}
    </span>
  );
}
