/** The API path of a file of a run; each part of its path is encoded, the slashes stay. */
export function artifactPath(runId: string, path: string): string {
  return `/runs/${runId}/artifacts/${path.split('/').map(encodeURIComponent).join('/')}`;
}
