'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { Folder } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { Input } from '#lib/ui/field.tsx';
import { formatBytes } from '#lib/ui/format.ts';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { ArtifactPreview } from './artifact-preview.tsx';
import { ArtifactRow } from './artifact-row.tsx';
import { artifactTree } from './artifact-tree.ts';
import type { FileHome } from './file-home.ts';
import { type Entry, visibleEntries } from './visible-entries.ts';
import './run.css';

const rowHeight = 28;
/** A run with more files begins with its folders closed. */
const fewFiles = 200;
const searchFrom = 8;

/** The files of a run or a model as a tree, and the one picked (kept in the address) beside it. */
export function ArtifactBrowser({ home, files, active }: { home: FileHome; files: ArtifactAnswer[]; active: boolean }) {
  const [path, setPath] = useUrlState<string>('file', '');
  const [query, setQuery] = useState('');
  const found = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return wanted === '' ? files : files.filter((file) => file.path.toLowerCase().includes(wanted));
  }, [files, query]);
  const tree = useMemo(() => artifactTree(found), [found]);
  if (files.length === 0) {
    return <EmptyState icon={Folder} title={active ? text.run.artifact.noneYet : text.run.artifact.none} />;
  }
  const picked = files.find((file) => file.path === path);
  return (
    <div className="artifacts">
      <Panel
        flush
        title={home.kind === 'run' ? text.run.artifact.tree : text.runPage.modelFiles}
        hint={text.run.artifact.total(found.length, formatBytes(tree.size))}
      >
        {files.length >= searchFrom ? (
          <div className="artifact-search">
            <Input
              label={text.runPage.searchFiles}
              hideLabel
              type="search"
              placeholder={text.runPage.searchFiles}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </div>
        ) : null}
        <ArtifactTree tree={tree} openAll={query.trim() !== ''} count={files.length} picked={path} onPick={setPath} />
      </Panel>
      {picked ? (
        <ArtifactPreview key={picked.path} home={home} file={picked} />
      ) : (
        <Panel>
          <p className="mut">{path === '' ? text.run.artifact.pick : text.runPage.noSuchFile(path)}</p>
        </Panel>
      )}
    </div>
  );
}

/** The tree by keyboard as trees go: up and down along the rows, right opens a folder, left closes it or goes to its parent. */
function ArtifactTree({
  tree,
  openAll,
  count,
  picked,
  onPick,
}: {
  tree: ReturnType<typeof artifactTree<ArtifactAnswer>>;
  openAll: boolean;
  count: number;
  picked: string;
  onPick: (path: string) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  // What somebody opened or closed; the others are as the size of the tree says.
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [focused, setFocused] = useState<string>();
  const rows = useMemo(() => {
    const usual = (path: string) => (count <= fewFiles ? path.split('/').length <= 2 : picked.startsWith(`${path}/`));
    return visibleEntries(tree, (path) => openAll || (changed.get(path) ?? usual(path)));
  }, [tree, openAll, changed, count, picked]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 0, height: 600 },
  });
  const stop = rows.some((row) => row.path === focused)
    ? focused
    : rows.some((row) => row.path === picked)
      ? picked
      : rows[0]?.path;

  const toggle = (row: Entry<ArtifactAnswer>) => {
    if (row.kind === 'folder') setChanged(new Map([...changed, [row.path, !row.open]]));
  };
  const focus = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    setFocused(row.path);
    virtualizer.scrollToIndex(rows.indexOf(row));
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.path)}"]`)?.focus(),
    );
  };
  const onKey = (key: string, index: number): boolean => {
    const row = rows[index];
    if (!row) return false;
    if (key === 'ArrowDown') focus(index + 1);
    else if (key === 'ArrowUp') focus(index - 1);
    else if (key === 'Home') focus(0);
    else if (key === 'End') focus(rows.length - 1);
    else if (key === 'ArrowRight') {
      if (row.kind === 'folder' && !row.open) toggle(row);
      else if (row.kind === 'folder') focus(index + 1);
    } else if (key === 'ArrowLeft') {
      if (row.kind === 'folder' && row.open) toggle(row);
      else focus(rows.findLastIndex((each, at) => at < index && each.level < row.level));
    } else return false;
    return true;
  };
  return (
    <div className="artifact-tree" ref={scroller}>
      <div role="tree" aria-label={text.run.artifact.tree} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row ? (
            <ArtifactRow
              key={row.path}
              row={row}
              top={item.start}
              picked={row.path === picked}
              stop={row.path === stop}
              onPress={() => {
                setFocused(row.path);
                if (row.kind === 'folder') toggle(row);
                else onPick(row.path);
              }}
              onKey={(key) => onKey(key, item.index)}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
