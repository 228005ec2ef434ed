'use client';

import type { ComparedRun, CompareRow } from '#lib/runs/compare/schema.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { openKind } from '../openable.ts';
import { rowLabel } from '../row-label.ts';
import { isText, valueIn } from '../value-text.ts';
import { CodeDialog } from './code-dialog.tsx';
import { ProfileDialog } from './profile-dialog.tsx';
import { readBoth } from './read-both.ts';
import { TextDialog } from './text-dialog.tsx';

/** The difference of one cell to the baseline, in full. */
export default function OpenDialog({
  row,
  runs,
  base,
  at,
  onClose,
}: {
  row: CompareRow;
  runs: readonly ComparedRun[];
  /** Places of the two runs. */
  base: number;
  at: number;
  onClose: () => void;
}) {
  const { project } = useNavigation();
  const [one, other] = [runs[base], runs[at]];
  const [left, right] = [valueIn(row, base), valueIn(row, at)];
  const kind = openKind(row, right, left);
  if (!one || !other || !kind) return null;
  const names = [one.name, other.name] as const;
  if (kind === 'code' && isText(left) && isText(right) && left.thing && right.thing) {
    return <CodeDialog digests={[left.thing.name, right.thing.name]} names={names} onClose={onClose} />;
  }
  if (kind === 'profile' && isText(left) && isText(right) && left.thing && right.thing) {
    const version = ({ name, number = 0 }: { name: string; number?: number | undefined }) => ({ name, number });
    return <ProfileDialog versions={[version(left.thing), version(right.thing)]} onClose={onClose} />;
  }
  const pair = [
    { runId: one.id, value: left },
    { runId: other.id, value: right },
  ] as const;
  return (
    <TextDialog
      title={text.compare.diff.title(rowLabel(row))}
      names={names}
      queryKey={['run-texts', row.section, row.key, pair]}
      load={(signal) => readBoth(project, row, pair, signal)}
      onClose={onClose}
    />
  );
}
