import { ChevronDown, ChevronRight, File } from 'lucide-react';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { middleEllipsis } from '#lib/ui/format.ts';
import { Bytes } from '#lib/ui/numbers.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { Entry } from './visible-entries.ts';

/** A folder or a file in the tree, with its size and, of a file, the beginning of its digest. */
export function ArtifactRow({
  row,
  top,
  picked,
  stop,
  onPress,
  onKey,
}: {
  row: Entry<ArtifactAnswer>;
  /** Where it stands in the tree, in pixels. */
  top: number;
  picked: boolean;
  /** The one row that the tab key stops at. */
  stop: boolean;
  onPress: () => void;
  /** Whether the key meant something. */
  onKey: (key: string) => boolean;
}) {
  const Icon = row.kind === 'file' ? File : row.open ? ChevronDown : ChevronRight;
  return (
    <div
      role="treeitem"
      className={classNames('artifact-entry', picked && 'on')}
      style={{ transform: `translateY(${top}px)`, paddingInlineStart: 12 + row.level * 16 }}
      data-path={row.path}
      aria-level={row.level + 1}
      aria-selected={picked}
      aria-expanded={row.kind === 'folder' ? row.open : undefined}
      tabIndex={stop ? 0 : -1}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onPress();
        else if (!onKey(event.key)) return;
        event.preventDefault();
      }}
    >
      <Icon size={14} aria-hidden />
      <bdi className="clip" title={row.path}>
        {row.name}
      </bdi>
      {row.kind === 'file' && row.file.deterministic ? (
        <span className="artifact-mark" title={text.run.artifact.deterministicHint}>
          <span aria-hidden>≡</span>
          <span className="sr-only">{text.run.artifact.deterministic}</span>
        </span>
      ) : null}
      <span className="grow" />
      {row.kind === 'file' ? (
        <span className="dim small mono" title={row.file.digest}>
          {middleEllipsis(row.file.digest, 4, 2)}
        </span>
      ) : null}
      <span className="dim small artifact-size">
        <Bytes value={row.size} />
      </span>
    </div>
  );
}
