'use client';

import { Archive, FlaskConical, Plus } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { ExperimentDialog } from '#app/_ui/experiment/experiment-dialog.tsx';
import { useTeachCommand } from '#app/_ui/experiment/use-teach-command.ts';
import { Button } from '#lib/ui/button.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { Checkbox } from '#lib/ui/field.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { ListPage } from '#lib/ui/list-page.tsx';
import { Page } from '#lib/ui/page.tsx';
import { DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { experimentColumns } from './experiment-columns.tsx';
import './experiments.css';
import { type ListQuestion, readQuestion, sortWord } from './list-question.ts';
import { useArchive } from './use-archive.ts';
import { type ExperimentPage, type ListedExperiment, useExperiments } from './use-experiments.ts';

/** All experiments of the project: what goes on in each, search, order, the archive, and a way to start one. */
export function Experiments({ first }: { first: { question: ListQuestion; page: ExperimentPage } }) {
  const commands = useTeachCommand();
  const [creating, setCreating] = useState(false);
  const [editing, setEditing] = useState<ListedExperiment>();
  const [q, setQ] = useUrlState<string>('q', '', first.question.q);
  const [order, setOrder] = useUrlState<string>('sort', '', sortWord(shownSort(first.question)));
  const [archived, setArchived] = useUrlState<string>('archived', '', first.question.archived ? '1' : '');
  const question = useMemo(() => {
    const said: Record<string, string> = { q, sort: order, archived };
    return readQuestion((name) => said[name] ?? null);
  }, [q, order, archived]);
  const { list, rows } = useExperiments(question, first);
  const archive = useArchive();
  // Columns have to stay the same from one drawing to the next, whatever the functions of now are.
  const [latest] = useState({ archive });
  useEffect(() => {
    latest.archive = archive;
  });
  const columns = useMemo(
    () => experimentColumns({ edit: setEditing, archive: (experiment) => latest.archive(experiment) }),
    [latest],
  );
  useShortcut('n', text.experiments.create, () => setCreating(true));
  const unused = !question.archived && q === '' && rows?.every((row) => row.runs === 0);
  const count = list.hasNextPage ? `${formatCount(rows?.length ?? 0)}+` : formatCount(rows?.length ?? 0);
  return (
    <Page
      fill
      crumbs={[{ label: text.experiments.title }]}
      actions={
        <Button look="primary" icon={Plus} keys="n" onClick={() => setCreating(true)}>
          {text.experiments.create}
        </Button>
      }
    >
      <ListPage
        search={{ label: text.experiments.search, value: q, onChange: setQ }}
        controls={
          <Checkbox
            label={text.experiments.showArchived}
            checked={question.archived}
            onChange={(event) => setArchived(event.target.checked ? '1' : '')}
          />
        }
        count={rows && text.experiments.count(rows.length, count)}
        error={list.error}
        onRetry={() => void list.refetch()}
      >
        <DataTable
          label={text.experiments.title}
          rows={rows}
          columns={columns}
          rowId={(row) => String(row.id)}
          rowTo={(row) => `/experiments/${row.id}`}
          keys
          sorted
          sort={shownSort(question)}
          onSort={(sort) => setOrder(sortWord(sort))}
          height="100%"
          onEnd={list.hasNextPage ? () => void (list.isFetchingNextPage || list.fetchNextPage()) : undefined}
          empty={
            q ? (
              text.experiments.noMatch(q)
            ) : question.archived ? (
              <EmptyState icon={Archive} title={text.experiments.noArchivedTitle}>
                {text.experiments.noArchived}
              </EmptyState>
            ) : (
              text.common.noRows
            )
          }
        />
        {unused ? (
          <EmptyState icon={FlaskConical} title={text.runs.emptyTitle} commands={commands}>
            {text.experiments.empty}
          </EmptyState>
        ) : null}
      </ListPage>
      {creating ? <ExperimentDialog onClose={() => setCreating(false)} /> : null}
      {editing ? <ExperimentDialog experiment={editing} onClose={() => setEditing(undefined)} /> : null}
    </Page>
  );
}

function shownSort({ sort, ascending }: ListQuestion): { id: string; desc: boolean } {
  return { id: sort, desc: !ascending };
}
