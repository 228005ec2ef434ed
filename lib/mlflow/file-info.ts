/** An entry of a folder as MLflow's clients read it. */
export interface FileInfo {
  path: string;
  is_dir: boolean;
  /** Bytes; of files only. */
  file_size?: number;
}

interface Entry {
  type: 'file' | 'folder';
  name: string;
  path: string;
  size: number;
}

/**
 * The entries of a folder; empty is left out.
 * @param by 'name' for the artifact proxy, whose clients join it to the folder they asked for; 'path' from the owner's root
 */
export function serializeEntries(entries: Entry[], by: 'name' | 'path'): { files?: FileInfo[] } {
  if (entries.length === 0) return {};
  return {
    files: entries.map((entry) =>
      entry.type === 'folder'
        ? { path: entry[by], is_dir: true }
        : { path: entry[by], is_dir: false, file_size: entry.size },
    ),
  };
}
