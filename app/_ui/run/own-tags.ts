import { noteTag, runNameTag } from '#lib/tags/known-tags.ts';

type Pairs = [key: string, value: string][];

/** The tags that people gave a run, and those that clients write about themselves (`mlflow.…`); name and note are shown as such. */
export function ownTags(tags: Record<string, string>): { own: Pairs; ofClients: Pairs } {
  const shown = Object.entries(tags).filter(([key]) => key !== noteTag && key !== runNameTag);
  const isOfClient = ([key]: [string, string]) => key.startsWith('mlflow.');
  return { own: shown.filter((pair) => !isOfClient(pair)), ofClients: shown.filter(isOfClient) };
}
