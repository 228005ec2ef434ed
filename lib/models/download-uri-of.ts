/** runs:/<run>/<folder>, the folder of a run as MLflow's clients name it. */
export function runUri(runId: string, folder: string): string {
  return folder === '' ? `runs:/${runId}` : `runs:/${runId}/${folder}`;
}

/** Where MLflow's clients read the files of a version; what the platform registered itself lies in its run. */
export function downloadUriOf(version: {
  downloadUri: string | null;
  source: string | null;
  runId: string | null;
  artifactPath: string;
}): string {
  if (version.downloadUri !== null) return version.downloadUri;
  if (version.source !== null) return version.source;
  return version.runId === null ? '' : runUri(version.runId, version.artifactPath);
}
