import type { ArtifactAnswer, ArtifactEntry } from './schema.ts';

/** The direct entries of `folder` ('' for the root) among files that lie below it: folders first, then files. */
export function folderEntries(folder: string, files: ArtifactAnswer[]): ArtifactEntry[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const folders = new Map<string, { size: number; files: number }>();
  const own: ArtifactEntry[] = [];
  for (const file of files) {
    const rest = file.path.slice(prefix.length);
    const slash = rest.indexOf('/');
    if (slash < 0) {
      own.push({ type: 'file', name: rest, ...file });
      continue;
    }
    const name = rest.slice(0, slash);
    const sum = folders.get(name) ?? { size: 0, files: 0 };
    folders.set(name, { size: sum.size + file.size, files: sum.files + 1 });
  }
  const below = [...folders].map(([name, sum]) => ({ type: 'folder' as const, name, path: prefix + name, ...sum }));
  return [...below, ...own];
}
