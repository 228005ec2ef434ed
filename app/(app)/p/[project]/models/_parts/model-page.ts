/** Where a model has its page, inside the project. */
export function modelPage(name: string): string {
  return `/models/${encodeURIComponent(name)}`;
}
