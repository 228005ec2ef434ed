'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Boxes, GitFork, Tag, X } from 'lucide-react';
import { useState } from 'react';
import { lineagePath } from '#app/_ui/run/thing-path.ts';
import { formatOf } from '#lib/models/format-of.ts';
import type { ModelVersionDetail } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyBlock, CopyText } from '#lib/ui/copy-button.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Bytes } from '#lib/ui/numbers.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { useCopyToast } from '#lib/ui/use-copy-toast.ts';
import { AliasDialog } from './alias-dialog.tsx';
import { EvaluateDialog } from './evaluate-dialog.tsx';
import { loadCommand } from './load-command.ts';
import { ModelFiles } from './model-files.tsx';
import { PredictDialog } from './predict-dialog.tsx';
import { Signature } from './signature.tsx';

/** One version of a model: where it came from, what it takes and gives, its frozen files, its aliases. */
export function ModelVersion({ initial }: { initial: ModelVersionDetail }) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const [open, setOpen] = useState<'alias' | 'predict' | 'evaluate'>();
  const path = `/models/${encodeURIComponent(initial.model)}`;
  const { data: version } = useQuery({
    queryKey: ['model', { version: initial.id }],
    queryFn: ({ signal }) => api<ModelVersionDetail>(`${path}/versions/${initial.number}`, { signal }),
    initialData: initial,
  });
  const remove = useMutation({
    mutationFn: (alias: string) => api(`${path}/aliases/${encodeURIComponent(alias)}`, { method: 'DELETE' }),
    onSuccess: (_, alias) => {
      toast({ title: text.models.one.aliasRemoved(alias) });
      return client.invalidateQueries({ queryKey: ['model'] });
    },
    onError,
  });
  const copy = useCopyToast();
  useCommands([
    {
      id: 'model-python',
      label: text.commands.pythonModel,
      run: () => copy(loadCommand({ name: version.model, number: version.number })),
    },
  ]);
  // What the platform's own jobs can load: models trained here are evaluated too.
  const format = formatOf(version.files.map((file) => file.path));
  const title = `${version.model} ${text.models.versionOf(version.number)}`;
  return (
    <Page
      crumbs={[
        { label: text.models.title, to: '/models' },
        { label: version.model, to: path },
        { label: text.models.versionOf(version.number) },
      ]}
      header={
        <PageTitle
          title={title}
          chips={version.aliases.map((alias) => (
            <span key={alias} className="chip accent">
              @{alias}
              <IconButton
                icon={X}
                size={12}
                label={text.models.one.aliasRemove(alias)}
                onClick={() => remove.mutate(alias)}
              />
            </span>
          ))}
          actions={
            <>
              <LinkButton look="ghost" icon={GitFork} to={lineagePath(`model-version:${version.id}`)}>
                {text.models.one.lineage}
              </LinkButton>
              <Button icon={Tag} onClick={() => setOpen('alias')}>
                {text.models.one.setAlias}
              </Button>
              {format === 'tfjs' ? (
                <Button onClick={() => setOpen('evaluate')}>{text.models.one.evaluate}</Button>
              ) : null}
              {format ? (
                <Button look="primary" icon={Boxes} onClick={() => setOpen('predict')}>
                  {text.models.one.predict}
                </Button>
              ) : null}
            </>
          }
        />
      }
    >
      <div className="cols">
        <div className="stack">
          <Signature signature={version.signature} />
          <ModelFiles version={version} />
        </div>
        <div className="stack">
          {version.flavor.startsWith('mlflow:') ? (
            <Panel title={text.models.one.use} hint={text.models.one.useHint}>
              <CopyBlock
                label={text.models.one.use}
                code={loadCommand({ name: version.model, number: version.number })}
              />
            </Panel>
          ) : null}
          <Panel title={text.models.one.about}>
            <KeyValue
              rows={[
                [
                  text.models.one.sourceRun,
                  version.runId === null ? undefined : (
                    <Link key="run" className="link mono" to={`/runs/${version.runId}`}>
                      {version.runId.slice(0, 12)}
                    </Link>
                  ),
                ],
                [text.models.one.description, version.description || undefined],
                [text.models.one.flavor, version.flavor || undefined],
                [text.models.stage, version.stage === 'None' ? undefined : version.stage],
                [
                  text.models.one.source,
                  version.source === null ? undefined : <CopyText key="source" value={version.source} />,
                ],
                [
                  text.models.tags,
                  Object.keys(version.tags).length === 0
                    ? undefined
                    : Object.entries(version.tags).map(([key, value]) => <Chip key={key}>{`${key}: ${value}`}</Chip>),
                ],
                [text.models.task, version.signature?.task],
                [
                  text.models.digest,
                  version.digest === null ? text.models.outside : <CopyText key="digest" value={version.digest} />,
                ],
                [text.models.size, <Bytes key="size" value={version.size} />],
                [text.models.created, <DateTime key="created" time={version.createdAt} />],
              ]}
            />
          </Panel>
        </div>
      </div>
      {open === 'alias' ? <AliasDialog version={version} onClose={() => setOpen(undefined)} /> : null}
      {open === 'predict' ? <PredictDialog version={version} onClose={() => setOpen(undefined)} /> : null}
      {open === 'evaluate' ? <EvaluateDialog version={version} onClose={() => setOpen(undefined)} /> : null}
    </Page>
  );
}
