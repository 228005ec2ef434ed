import type { TreeFolder } from './artifact-tree.ts';

/** A row of a tree of files: a folder, open or closed, or a file. */
export type Entry<T> = { level: number; name: string; path: string; size: number } & (
  | { kind: 'folder'; open: boolean }
  | { kind: 'file'; file: T }
);

/** The rows that an open tree shows, from top to bottom. */
export function visibleEntries<T extends { path: string; size: number }>(
  folder: TreeFolder<T>,
  isOpen: (path: string) => boolean,
  level = 0,
): Entry<T>[] {
  return [
    ...folder.folders.flatMap((child): Entry<T>[] => {
      const open = isOpen(child.path);
      const row = { kind: 'folder' as const, level, name: child.name, path: child.path, size: child.size, open };
      return open ? [row, ...visibleEntries(child, isOpen, level + 1)] : [row];
    }),
    ...folder.files.map(
      ({ name, file }): Entry<T> => ({ kind: 'file', level, name, path: file.path, size: file.size, file }),
    ),
  ];
}
