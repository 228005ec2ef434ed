import { filePath } from './file-home.ts';

/** The API path of a file of a run; each part of its path is encoded, the slashes stay. */
export function artifactPath(runId: string, path: string): string {
  return filePath({ kind: 'run', id: runId }, path);
}
