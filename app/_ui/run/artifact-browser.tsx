'use client';

import { ChevronDown, ChevronRight, File, Folder } from 'lucide-react';
import { useState } from 'react';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { formatBytes } from '#lib/ui/format.ts';
import { Bytes } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { ArtifactPreview } from './artifact-preview.tsx';
import { artifactTree, type TreeFolder } from './artifact-tree.ts';
import './run.css';

/** The files of a run as a tree, and the one picked (kept in the address) beside it. */
export function ArtifactBrowser({ runId, files, active }: { runId: string; files: ArtifactAnswer[]; active: boolean }) {
  const [path, setPath] = useUrlState<string>('file', '');
  if (files.length === 0) {
    return <EmptyState icon={Folder} title={active ? text.run.artifact.noneYet : text.run.artifact.none} />;
  }
  const tree = artifactTree(files);
  const picked = files.find((file) => file.path === path);
  return (
    <div className="artifacts">
      <Panel flush title={text.run.artifact.tree} hint={text.run.artifact.total(files.length, formatBytes(tree.size))}>
        <ul className="artifact-tree">
          <Entries folder={tree} level={0} picked={path} onPick={setPath} />
        </ul>
      </Panel>
      {picked ? (
        <ArtifactPreview key={picked.path} runId={runId} file={picked} />
      ) : (
        <Panel>
          <p className="mut">{text.run.artifact.pick}</p>
        </Panel>
      )}
    </div>
  );
}

interface EntryProps {
  level: number;
  picked: string;
  onPick: (path: string) => void;
}

function Entries({ folder, level, picked, onPick }: EntryProps & { folder: TreeFolder<ArtifactAnswer> }) {
  return (
    <>
      {folder.folders.map((child) => (
        <FolderEntry key={child.path} folder={child} level={level} picked={picked} onPick={onPick} />
      ))}
      {folder.files.map(({ name, file }) => (
        <li key={file.path}>
          <button
            type="button"
            className={classNames('artifact-entry', picked === file.path && 'on')}
            style={{ paddingInlineStart: 12 + level * 16 }}
            aria-current={picked === file.path ? 'true' : undefined}
            onClick={() => onPick(file.path)}
          >
            <File size={14} aria-hidden />
            <span className="clip">{name}</span>
            {file.deterministic ? (
              <span className="artifact-mark" title={text.run.artifact.deterministicHint}>
                <span aria-hidden>≡</span>
                <span className="sr-only">{text.run.artifact.deterministic}</span>
              </span>
            ) : null}
            <span className="grow" />
            <span className="dim small">
              <Bytes value={file.size} />
            </span>
          </button>
        </li>
      ))}
    </>
  );
}

function FolderEntry({ folder, level, picked, onPick }: EntryProps & { folder: TreeFolder<ArtifactAnswer> }) {
  const [open, setOpen] = useState(level < 2);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button
        type="button"
        className="artifact-entry"
        style={{ paddingInlineStart: 12 + level * 16 }}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Chevron size={14} aria-hidden />
        <span className="clip">{folder.name}</span>
        <span className="grow" />
        <span className="dim small">
          <Bytes value={folder.size} />
        </span>
      </button>
      {open ? (
        <ul>
          <Entries folder={folder} level={level + 1} picked={picked} onPick={onPick} />
        </ul>
      ) : null}
    </li>
  );
}
