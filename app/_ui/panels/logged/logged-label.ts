const folders = /^(images|histograms|evaluation)\//;
const endings = /\.(jsonl?|csv)$/;

/** The name of a logged thing for people: without the folder that its kind has; MLflow writes the slash of a key as `~`. */
export function loggedLabel(name: string): string {
  const short = name.replace(folders, '');
  if (name.startsWith('images/') && !/\.[a-z]+$/i.test(name)) return short.replaceAll('~', '/');
  return folders.test(name) ? short.replace(endings, '') : short;
}
