// Where the things that runs read and write have their pages, inside the project.

/** A version of a dataset; prediction sets have a page of their own. */
export function datasetPath({
  name,
  number,
  kind,
}: {
  name: string;
  number: number;
  kind?: string | undefined;
}): string {
  return `/${kind === 'predictions' ? 'predictions' : 'datasets'}/${encodeURIComponent(name)}/${number}`;
}

/** A version of a model. */
export function modelPath({ name, number }: { name: string; number: number }): string {
  return `/models/${encodeURIComponent(name)}/${number}`;
}

/** A dataset that the platform does not keep, as a client described it. */
export function loggedDatasetPath(id: string): string {
  return `/logged-datasets/${encodeURIComponent(id)}`;
}

/** The lineage page with a thing in its middle: `run:<id>`, `dataset-version:<id>`, `model-version:<id>`, `code:<digest>`. */
export function lineagePath(node: string): string {
  return `/lineage?node=${encodeURIComponent(node)}`;
}
