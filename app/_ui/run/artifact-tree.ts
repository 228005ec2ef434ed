export interface TreeFolder<T> {
  name: string;
  path: string;
  folders: TreeFolder<T>[];
  files: { name: string; file: T }[];
  /** Bytes of everything below. */
  size: number;
}

/** Files with slashed paths as folders within folders, each level in natural order. */
export function artifactTree<T extends { path: string; size: number }>(files: readonly T[]): TreeFolder<T> {
  const root: TreeFolder<T> = { name: '', path: '', folders: [], files: [], size: 0 };
  for (const file of files) {
    const parts = file.path.split('/');
    const name = parts.pop() ?? file.path;
    let folder = root;
    folder.size += file.size;
    for (const part of parts) {
      folder = childFolder(folder, part);
      folder.size += file.size;
    }
    folder.files.push({ name, file });
  }
  sortTree(root);
  return root;
}

function childFolder<T>(parent: TreeFolder<T>, name: string): TreeFolder<T> {
  const known = parent.folders.find((folder) => folder.name === name);
  if (known) return known;
  const made: TreeFolder<T> = {
    name,
    path: parent.path ? `${parent.path}/${name}` : name,
    folders: [],
    files: [],
    size: 0,
  };
  parent.folders.push(made);
  return made;
}

const collator = new Intl.Collator('en', { numeric: true });
function sortTree<T>(folder: TreeFolder<T>): void {
  folder.folders.sort((a, b) => collator.compare(a.name, b.name));
  folder.files.sort((a, b) => collator.compare(a.name, b.name));
  for (const child of folder.folders) sortTree(child);
}
