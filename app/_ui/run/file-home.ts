/** Who keeps a file: a run, or a model that a client logged. */
export interface FileHome {
  kind: 'run' | 'logged-model';
  id: string;
}

/** The API path of a file; each part of its own path is encoded, the slashes stay. */
export function filePath({ kind, id }: FileHome, path: string): string {
  return `/${kind}s/${id}/artifacts/${path.split('/').map(encodeURIComponent).join('/')}`;
}
