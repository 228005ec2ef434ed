'use client';

import { Download, Dumbbell, Scissors, Upload, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { Files, filePath } from '#app/_ui/dataset/files.tsx';
import { RowsTable } from '#app/_ui/dataset/rows-table.tsx';
import type { VersionDetail } from '#lib/datasets/schema.ts';
import { apiUrl } from '#lib/ui/api.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { formatBytes } from '#lib/ui/format.ts';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { Tabs } from '#lib/ui/tabs.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { ImportDialog } from '../../../_parts/import-dialog.tsx';
import { sourceWords } from '../../../_parts/source-words.ts';
import { About } from './about.tsx';
import { ProfileCards } from './profile-cards.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { TrainDialog } from './train-dialog.tsx';
import '../../../_parts/datasets.css';

/** One version: it never changes, so nothing here is fetched again. */
export function Version({ version }: { version: VersionDetail }) {
  const { project } = useNavigation();
  const [tab, setTab] = useUrlState<string>('tab', 'profile');
  const [dialog, setDialog] = useState<'split' | 'train' | 'import'>();
  const dataset = `/datasets/${encodeURIComponent(version.dataset)}`;
  const lineage = `/lineage?node=${encodeURIComponent(`dataset-version:${version.id}`)}`;
  const isData = version.kind !== 'predictions';
  const only = version.fileCount === 1 ? version.files[0] : undefined;
  useCommands([
    { id: 'dataset.split', label: text.datasets.split.title(version.dataset), run: () => setDialog('split') },
    { id: 'dataset.train', label: text.datasets.train.title(version.dataset), run: () => setDialog('train') },
  ]);

  return (
    <Page
      crumbs={[
        { label: text.datasets.title, to: '/datasets' },
        { label: version.dataset, to: dataset },
        { label: text.datasets.versionName(version.number) },
      ]}
      actions={
        <>
          <Button icon={Scissors} onClick={() => setDialog('split')}>
            {text.datasets.split.open}
          </Button>
          <Button look="primary" icon={Dumbbell} onClick={() => setDialog('train')}>
            {text.datasets.train.open}
          </Button>
        </>
      }
      header={
        <PageTitle
          actions={
            <>
              <LinkButton icon={Waypoints} to={lineage}>
                {text.datasets.lineage}
              </LinkButton>
              {only ? (
                <LinkButton icon={Download} href={apiUrl(project, filePath(version, only.path))} download>
                  {text.datasets.download}
                </LinkButton>
              ) : null}
              {isData ? (
                <Button icon={Upload} onClick={() => setDialog('import')}>
                  {text.datasets.newVersion}
                </Button>
              ) : null}
            </>
          }
          title={text.datasets.short(version.dataset, version.number)}
          chips={
            version.latest === version.number ? (
              <Chip tone="ok">{text.datasets.newest}</Chip>
            ) : (
              <Link to={`${dataset}/${version.latest}`}>
                <Chip tone="warn">{text.datasets.notNewest(version.latest)}</Chip>
              </Link>
            )
          }
        >
          <div className="row wrap mut">
            <span className="num">{text.datasets.rowCount(version.rowCount)}</span>
            <span className="num">{text.datasets.columnCount(version.columns.length)}</span>
            <span className="num">{formatBytes(version.byteSize)}</span>
            <span>{text.datasets.importer.formatNames[version.format]}</span>
            <span className="clip">{sourceWords(version)}</span>
            <DateTime time={version.createdAt} />
            <CopyText value={version.digest} />
          </div>
        </PageTitle>
      }
    >
      <Tabs
        label={text.datasets.tabsLabel}
        active={tab}
        onChange={setTab}
        items={[
          { id: 'profile', label: text.datasets.tabs.profile },
          { id: 'rows', label: text.datasets.tabs.rows },
          { id: 'files', label: text.datasets.tabs.files, count: version.fileCount },
          { id: 'about', label: text.datasets.tabs.about },
        ]}
      >
        {tab === 'rows' ? (
          <RowsTable version={version} />
        ) : tab === 'files' ? (
          <Files version={version} />
        ) : tab === 'about' ? (
          <About version={version} />
        ) : (
          <ProfileCards profile={version.profile} />
        )}
      </Tabs>
      {dialog === 'split' ? <SplitDialog version={version} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'train' ? <TrainDialog version={version} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'import' ? <ImportDialog into={version.dataset} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  );
}
