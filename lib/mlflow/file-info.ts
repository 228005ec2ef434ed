/** An entry of a folder as MLflow's clients read it. */
export interface FileInfo {
  path: string;
  is_dir: boolean;
  /** Bytes; of files only. */
  file_size?: number;
}

interface Entry {
  name: string;
  path: string;
  /** null: a folder */
  size: number | null;
}

/**
 * The entries of a folder; no entries are left out.
 * @param by 'name' for the artifact proxy, whose clients join it to the folder they asked for; 'path' from the owner's root
 */
export function serializeEntries(entries: Entry[], by: 'name' | 'path'): { files?: FileInfo[] } {
  if (entries.length === 0) return {};
  return {
    files: entries.map((entry) =>
      entry.size === null
        ? { path: entry[by], is_dir: true }
        : { path: entry[by], is_dir: false, file_size: entry.size },
    ),
  };
}
