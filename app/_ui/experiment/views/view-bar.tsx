'use client';

import { Bookmark, BookmarkPlus, Pencil, RotateCcw, Save, Star, StarOff, Trash2 } from 'lucide-react';
import { Button } from '#lib/ui/button.tsx';
import { formatAgo } from '#lib/ui/format.ts';
import { Menu, type MenuItem } from '#lib/ui/menu.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useNow } from '#lib/ui/use-now.ts';
import type { SavedView } from '#lib/views/schema.ts';
import { useViewActions, type ViewActions } from './use-view-actions.ts';
import type { Views } from './use-views.ts';
import { ConflictDialog, NameDialog } from './view-dialogs.tsx';
import './view-bar.css';

/** The views of an experiment: which is open, whether it was changed, and all that can be done with it. */
export function ViewBar({ experimentId, views }: { experimentId: number; views: Views }) {
  const actions = useViewActions(experimentId, views);
  const { open, from, changed, newer } = views;
  const { question, setQuestion } = actions;
  const ask = () => setQuestion({ ask: 'name', gone: false });
  const name = open?.name ?? (changed ? text.views.unsaved : text.views.none);
  return (
    <div className="view-bar">
      <Menu
        icon={Bookmark}
        label={open && changed ? `${text.views.menu(name)}, ${text.views.changed}` : text.views.menu(name)}
        items={[...choices(views, actions), ...deeds(views, actions)]}
        face={
          <>
            <span className="clip">{name}</span>
            {open && changed ? <span className="view-changed" aria-hidden /> : null}
          </>
        }
      />
      <span className="grow" />
      {changed ? (
        <Button small busy={actions.busy} onClick={() => (open ? void actions.save(open, from) : ask())}>
          {open ? text.views.saveShort : text.views.saveAs}
        </Button>
      ) : null}
      {open && newer ? <NewerLine view={open} onShow={() => actions.show(open)} /> : null}
      {question?.ask === 'name' ? (
        <NameDialog gone={question.gone} onSave={actions.saveAs} onClose={() => setQuestion(undefined)} />
      ) : null}
      {question?.ask === 'rename' && open ? (
        <NameDialog
          renamed={open}
          onSave={(asked) => actions.rename(open, asked.name)}
          onClose={() => setQuestion(undefined)}
        />
      ) : null}
      {question?.ask === 'conflict' && open ? (
        <ConflictDialog
          view={open}
          busy={actions.busy}
          onSaveAs={ask}
          onOverwrite={() => {
            setQuestion(undefined);
            void actions.save(open, open.revision);
          }}
          onShow={() => {
            setQuestion(undefined);
            actions.show(open);
          }}
          onClose={() => setQuestion(undefined)}
        />
      ) : null}
    </div>
  );
}

function NewerLine({ view, onShow }: { view: SavedView; onShow: () => void }) {
  const now = useNow();
  if (now === undefined) return null;
  return (
    <p className="view-newer small mut" role="status">
      {text.views.newer(view.updatedBy, formatAgo(Date.parse(view.updatedAt), now))}{' '}
      <Button look="ghost" small onClick={onShow}>
        {text.views.loadTheirs}
      </Button>
    </p>
  );
}

/** One line for each view, and one for none. */
function choices({ all, open, changed }: Views, { show }: ViewActions): MenuItem[] {
  const of = (scope: SavedView['scope'], section: string) =>
    all
      .filter((view) => view.scope === scope)
      .map((view) => ({
        id: view.id,
        label: view.name,
        section,
        checked: view.id === open?.id,
        ...(view.isDefault ? { note: text.views.isDefault } : {}),
        run: () => show(view),
      }));
  return [
    { id: 'none', label: text.views.none, checked: !open && !changed, run: () => show(undefined) },
    ...of('shared', text.views.shared),
    ...of('private', text.views.own),
  ];
}

/** What can be done now, with the open view or with what is shown. */
function deeds({ open, from, changed }: Views, actions: ViewActions): MenuItem[] {
  const { setQuestion } = actions;
  const items: (MenuItem | false | undefined)[] = [
    open && changed && { id: 'save', label: text.views.save, icon: Save, run: () => void actions.save(open, from) },
    {
      id: 'save-as',
      label: text.views.saveAs,
      icon: BookmarkPlus,
      run: () => setQuestion({ ask: 'name', gone: false }),
    },
    open && changed && { id: 'reset', label: text.views.reset, icon: RotateCcw, run: () => actions.show(open) },
    open && {
      id: 'default',
      label: open.isDefault ? text.views.unsetDefault : text.views.setDefault,
      icon: open.isDefault ? StarOff : Star,
      run: () => void actions.prefer(open, !open.isDefault),
    },
    open && { id: 'rename', label: text.views.rename, icon: Pencil, run: () => setQuestion({ ask: 'rename' }) },
    open && { id: 'delete', label: text.views.remove, icon: Trash2, run: () => void actions.remove(open) },
  ];
  return items.flatMap((item) => (item ? [{ ...item, section: text.views.actions }] : []));
}
