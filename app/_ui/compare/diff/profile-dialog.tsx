'use client';

import { useQuery } from '@tanstack/react-query';
import type { ColumnProfile, VersionDetail } from '#lib/datasets/schema.ts';
import { apiFetch } from '#lib/ui/api.ts';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { type ColumnChange, commonShapes, profileChanges, type Shape } from './profile-changes.ts';
import './profile.css';

/** A version of a dataset. */
export interface ComparedVersion {
  name: string;
  number: number;
}

/** Two versions of data: how many rows, which columns changed, and how the values of each are spread in both. */
export function ProfileDialog({
  versions,
  onClose,
}: {
  versions: readonly [ComparedVersion, ComparedVersion];
  onClose: () => void;
}) {
  const { project } = useNavigation();
  const { data, error, refetch } = useQuery({
    queryKey: ['dataset', { compared: versions }],
    queryFn: ({ signal }) =>
      Promise.all(
        versions.map(({ name, number }) =>
          apiFetch<VersionDetail>(project, `/datasets/${encodeURIComponent(name)}/versions/${number}`, { signal }),
        ),
      ),
  });
  const [before, after] = data ?? [];
  const [left, right] = versions.map(({ name, number }) => `${name} v${number}`);
  return (
    <Dialog wide title={text.compare.profile.title} onClose={onClose}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !before || !after ? (
        <Skeleton lines={8} />
      ) : !before.profile || !after.profile ? (
        <p className="mut">{text.compare.profile.noProfile}</p>
      ) : (
        <Changes
          names={[left ?? '', right ?? '']}
          rows={[before.rowCount, after.rowCount]}
          changes={profileChanges(before.profile, after.profile)}
        />
      )}
    </Dialog>
  );
}

function Changes({
  names,
  rows,
  changes: { changed, same },
}: {
  names: readonly [string, string];
  rows: readonly [number, number];
  changes: ReturnType<typeof profileChanges>;
}) {
  const words = text.compare.profile;
  return (
    <div className="stack">
      <table className="table profile-diff" aria-label={words.changed}>
        <thead>
          <tr>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.shape}</th>
            <th scope="col">{words.missing}</th>
            <th scope="col">{words.distinct}</th>
            <th scope="col">{words.mean}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.rows}</th>
            <td className="dim">
              <span className="profile-key before" aria-hidden /> {names[0]} →{' '}
              <span className="profile-key after" aria-hidden /> {names[1]}
            </td>
            <td className="num" colSpan={3}>
              {formatCount(rows[0])} → {formatCount(rows[1])}
            </td>
          </tr>
          {changed.map((change) => (
            <ColumnRow key={change.name} change={change} names={names} />
          ))}
        </tbody>
      </table>
      <p className="mut">{changed.length === 0 ? words.none : same > 0 ? words.same(same) : null}</p>
    </div>
  );
}

function ColumnRow({ change, names }: { change: ColumnChange; names: readonly [string, string] }) {
  const { name, before, after } = change;
  const words = text.compare.profile;
  const pair = (of: (column: ColumnProfile) => string | undefined) => {
    const [old, now] = [before && of(before), after && of(after)];
    return old === now ? (now ?? '–') : `${old ?? '–'} → ${now ?? '–'}`;
  };
  const shapes = commonShapes(change);
  return (
    <tr>
      <th scope="row">
        <span className="mono">{name}</span>
        <div className="dim small">
          {before === undefined
            ? words.onlyHere(names[1])
            : after === undefined
              ? words.onlyHere(names[0])
              : before.type === after.type
                ? after.type
                : words.type(before.type, after.type)}
        </div>
      </th>
      <td>{shapes ? <Bars name={name} {...shapes} /> : <span className="dim">–</span>}</td>
      <td className="num">{pair((column) => formatCount(column.nulls))}</td>
      <td className="num">{pair((column) => formatCount(column.distinct))}</td>
      <td className="num">
        {pair((column) => (typeof column.mean === 'number' ? formatNumber(column.mean) : undefined))}
      </td>
    </tr>
  );
}

/** The older distribution filled, the newer one as an outline above it. */
function Bars({ name, before, after }: { name: string; before: Shape; after: Shape }) {
  const most = Math.max(
    ...[...before.bars, ...after.bars].map((bar) => bar.share / Math.max(1e-9, bar.to - bar.from)),
    1e-9,
  );
  const draw = (kind: 'before' | 'after', { bars }: Shape) =>
    bars.map(({ from, to, share }) => {
      const height = (share / Math.max(1e-9, to - from) / most) * 100;
      return (
        <rect
          key={`${kind} ${from}`}
          className={kind}
          x={from * 100}
          width={(to - from) * 100}
          y={100 - height}
          height={height}
        />
      );
    });
  return (
    <svg
      className="profile-bars"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={text.compare.profile.shapeOf(name)}
    >
      {draw('before', before)}
      {draw('after', after)}
    </svg>
  );
}
