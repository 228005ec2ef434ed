'use client';

import { Archive, ArchiveRestore, CircleStop, Download, Tag, X } from 'lucide-react';
import { useState } from 'react';
import type { BulkRuns } from '#lib/runs/bulk/schema.ts';
import { apiSend, apiUrl } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { downloadFrom, saveFile } from '#lib/ui/chart/save-file.ts';
import { Dialog } from '#lib/ui/dialog.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { Menu } from '#lib/ui/menu.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import { useCompare } from '../compare/use-compare.ts';
import type { RunQuestion } from './run-question.ts';
import type { RunSet } from './run-set.ts';
import { TagDialog } from './tag-dialog.tsx';
import { useBulk } from './use-bulk.ts';
import type { RunRows } from './use-run-rows.ts';

const formats = ['csv', 'json', 'parquet'] as const;
const formatName = (format: (typeof formats)[number]) => (format === 'parquet' ? 'Parquet' : format.toUpperCase());
/** Of an address: longer ones reach no server. */
const mostLetters = 8_000;

/** What can be done with the runs that are picked, or with all that match; each can be taken back. */
export function RunActions({
  set,
  onChange,
  rows,
  question,
  columns,
}: {
  set: RunSet;
  onChange: (set: RunSet) => void;
  rows: RunRows;
  question: RunQuestion;
  columns: readonly string[];
}) {
  const bulk = useBulk();
  const { busy } = bulk;
  const toast = useToast();
  const compare = useCompare();
  const { project } = useNavigation();
  const [all, setAll] = useState(false);
  const [tagging, setTagging] = useState(false);
  const [stopping, setStopping] = useState(false);
  const { sort, ...asked } = question;
  const count = rows.count?.exact ? rows.count.count : undefined;
  const picked = all ? (count ?? 0) : set.selected.length;
  const letGo = () => {
    setAll(false);
    onChange({ ...set, selected: [] });
  };
  useShortcut(picked > 0 ? 'escape' : undefined, text.runs.letGo, letGo);

  const run: typeof bulk.run = async (calls, said) => {
    await bulk.run(calls, said);
    setAll(false);
  };

  const runs = (): BulkRuns => (all && count !== undefined ? { query: asked, count } : set.selected);
  const act = (action: 'archive' | 'restore' | 'stop') => void run([{ action, runs: runs() }], text.runs.acted[action]);
  /** As a link the browser writes to disk what comes; picked runs are too many for an address. */
  const save = async (format: (typeof formats)[number]): Promise<void> => {
    const wanted = ['id', 'name', ...columns.filter((name) => name !== 'id' && name !== 'name')];
    if (all || set.selected.length === 0) {
      const search = new URLSearchParams({ format });
      for (const [name, value] of Object.entries(asked)) if (value !== undefined) search.set(name, String(value));
      for (const key of sort ?? []) search.append('sort', key.order === 'desc' ? `-${key.by}` : key.by);
      for (const column of wanted) search.append('columns', column);
      const address = apiUrl(project, `/runs/export?${search}`);
      // A refusal is no file, and must not take the place of this page.
      if (address.length < mostLetters) return downloadFrom(address);
    }
    const picks = { filter: `id in (${set.selected.map((id) => `"${id}"`).join(', ')})`, archived: set.archived };
    const body = { ...(all || set.selected.length === 0 ? asked : picks), sort, columns: wanted };
    try {
      const answer = await apiSend(project, `/runs/export?format=${format}`, { method: 'POST', body });
      saveFile(`runs.${format}`, await answer.blob());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast({ title: error.message, tone: 'bad', ...(error.hint ? { detail: error.hint } : {}) });
    }
  };
  const command = (id: string, label: string, act: () => void) => ({ id: `runs-${id}`, label, run: act });
  const ofPicked = [
    ...(set.selected.length > 1
      ? [command('compare', text.commands.compare(picked), () => compare(set.selected, set.base))]
      : []),
    command('tag', text.commands.tag(picked), () => setTagging(true)),
    ...(set.archived
      ? [command('restore', text.commands.restore(picked), () => act('restore'))]
      : [
          command('stop', text.commands.stop(picked), () => setStopping(true)),
          command('archive', text.commands.archive(picked), () => act('archive')),
        ]),
  ];
  useCommands([
    ...(picked > 0 ? ofPicked : []),
    ...formats.map((format) => {
      const name = formatName(format);
      const label = picked > 0 ? text.commands.export(picked, name) : text.commands.exportAll(name);
      return command(format, label, () => void save(format));
    }),
  ]);
  return (
    <div className="run-actions" role="toolbar" aria-label={text.runs.actions}>
      {picked > 0 ? (
        <>
          <IconButton icon={X} label={text.runs.letGo} onClick={letGo} />
          <span className="num">{text.runs.picked(picked)}</span>
        </>
      ) : (
        <span className="dim num">{count === undefined ? null : text.runs.matching(count)}</span>
      )}
      {!all && count !== undefined && count > picked ? (
        <Button look="ghost" small onClick={() => setAll(true)}>
          {text.runs.pickAll(count)}
        </Button>
      ) : null}
      <span className="grow" />
      {picked > 0 ? (
        <>
          <Button small icon={Tag} disabled={busy} onClick={() => setTagging(true)}>
            {text.runs.tag}
          </Button>
          {set.archived ? (
            <Button small icon={ArchiveRestore} busy={busy} onClick={() => act('restore')}>
              {text.runs.restore}
            </Button>
          ) : (
            <>
              <Button small icon={CircleStop} disabled={busy} onClick={() => setStopping(true)}>
                {text.runs.stop}
              </Button>
              <Button small icon={Archive} busy={busy} onClick={() => act('archive')}>
                {text.runs.archive}
              </Button>
            </>
          )}
        </>
      ) : null}
      <Menu
        icon={Download}
        label={text.runs.export}
        items={formats.map((format) => ({
          id: format,
          label: text.chart.exportAs(formatName(format)),
          run: () => void save(format),
        }))}
      />
      {stopping ? (
        <Dialog
          title={text.runs.stopTitle(picked)}
          onClose={() => setStopping(false)}
          footer={
            <>
              <span className="grow" />
              <Button onClick={() => setStopping(false)}>{text.common.cancel}</Button>
              <Button
                look="danger"
                data-first-focus
                onClick={() => {
                  setStopping(false);
                  act('stop');
                }}
              >
                {text.runs.stop}
              </Button>
            </>
          }
        >
          <p>{text.runs.stopHint}</p>
        </Dialog>
      ) : null}
      {tagging ? (
        <TagDialog
          count={picked}
          onClose={() => setTagging(false)}
          onTag={(key, value) => {
            setTagging(false);
            void run([{ action: 'tag', runs: runs(), key, value }], text.runs.tagged);
          }}
        />
      ) : null}
    </div>
  );
}
