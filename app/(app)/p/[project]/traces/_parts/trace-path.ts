/** Where a trace has its page, inside the project. */
export function tracePath(id: string): string {
  return `/traces/${id.split('/').map(encodeURIComponent).join('/')}`;
}
