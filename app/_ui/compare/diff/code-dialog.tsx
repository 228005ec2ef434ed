'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CodeAnswer } from '#lib/recipes/schema.ts';
import { apiFetch, apiSend } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { readTar } from './read-tar.ts';
import { useDiffLayout } from './text-dialog.tsx';
import { TextDiff } from './text-diff.tsx';

type Change = 'changed' | 'added' | 'removed';
const tones = { changed: 'accent', added: 'ok', removed: 'bad' } as const;

/** Two versions of built-in code: which files differ, and what in each. */
export function CodeDialog({
  digests,
  names,
  onClose,
}: {
  digests: readonly [string, string];
  names: readonly [string, string];
  onClose: () => void;
}) {
  const { project } = useNavigation();
  const { layout, choice } = useDiffLayout();
  const [picked, setPicked] = useState<string>();
  const { data, error, refetch } = useQuery({
    queryKey: ['code', { compared: digests }],
    queryFn: ({ signal }) => Promise.all(digests.map((digest) => readVersion(project, digest, signal))),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [left, right] = data ?? [];
  const files = useMemo(() => (left && right ? changedFiles(left.manifest, right.manifest) : []), [left, right]);
  const shown = picked ?? files[0]?.path;
  const sourceOf = (version: CodeVersion | undefined) =>
    shown !== undefined && version && Object.hasOwn(version.manifest, shown) ? version.files?.get(shown) : '';
  const [before, after] = [sourceOf(left), sourceOf(right)];
  return (
    <Dialog wide title={text.compare.codeDiff.title} onClose={onClose} footer={choice}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={8} />
      ) : files.length === 0 ? (
        <p className="mut">{text.compare.codeDiff.none}</p>
      ) : (
        <div className="code-diff">
          <ul aria-label={text.compare.codeDiff.files}>
            {files.map(({ path, change }) => (
              <li key={path}>
                <button type="button" aria-pressed={path === shown} onClick={() => setPicked(path)}>
                  <Chip tone={tones[change]}>{text.compare.codeDiff[change]}</Chip>
                  <span className="mono clip" title={path}>
                    {path}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <div>
            {before === undefined || after === undefined ? (
              <p className="mut">{text.compare.codeDiff.noArchive}</p>
            ) : (
              <TextDiff key={shown} left={before} right={after} names={names} layout={layout} />
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

interface CodeVersion {
  manifest: Record<string, string>;
  /** null where the sources were not archived. */
  files: Map<string, string> | null;
}

async function readVersion(project: string, digest: string, signal: AbortSignal): Promise<CodeVersion> {
  const code = await apiFetch<CodeAnswer>(project, `/code/${digest}`, { signal });
  if (code.archiveDigest === null) return { manifest: code.manifest, files: null };
  const archive = await apiSend(project, `/code/${digest}/archive`, { signal, headers: { accept: '*/*' } });
  return { manifest: code.manifest, files: readTar(new Uint8Array(await archive.arrayBuffer())) };
}

function changedFiles(
  before: Record<string, string>,
  after: Record<string, string>,
): { path: string; change: Change }[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.flatMap((path): { path: string; change: Change }[] => {
    const [there, here] = [Object.hasOwn(before, path), Object.hasOwn(after, path)];
    if (there && here) return before[path] === after[path] ? [] : [{ path, change: 'changed' }];
    return [{ path, change: here ? 'added' : 'removed' }];
  });
}
