// Tags as a person edits them: one a line, `key = value`. Pure.

/** Tags that a person may have set; those of clients (`mlflow.…`) and values of several lines are left alone. */
export function shownTags(tags: Record<string, string>): [string, string][] {
  return Object.entries(tags)
    .filter(([key, value]) => !key.startsWith('mlflow.') && !/[\n\r=]/.test(key) && !/[\n\r]/.test(value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

export function tagLines(tags: Record<string, string>): string {
  return shownTags(tags)
    .map(([key, value]) => (value === '' ? key : `${key} = ${value}`))
    .join('\n');
}

/** The tags that the lines say; of a key that stands twice, the last. */
export function readTagLines(lines: string): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const line of lines.split('\n')) {
    const at = line.indexOf('=');
    const key = (at < 0 ? line : line.slice(0, at)).trim();
    if (key !== '') tags[key] = at < 0 ? '' : line.slice(at + 1).trim();
  }
  return tags;
}

/** What has to be written so that `before` becomes what the lines say: null removes. */
export function tagChanges(before: Record<string, string>, lines: string): Record<string, string | null> {
  const after = readTagLines(lines);
  const changes: Record<string, string | null> = {};
  for (const [key] of shownTags(before)) if (!(key in after)) changes[key] = null;
  for (const [key, value] of Object.entries(after)) if (before[key] !== value) changes[key] = value;
  return changes;
}
