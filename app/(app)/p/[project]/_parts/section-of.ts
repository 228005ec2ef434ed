const sections = new Set([
  'experiments',
  'datasets',
  'models',
  'predictions',
  'jobs',
  'schedules',
  'traces',
  'projects',
]);

/** The list that a page belongs to, to be shown in another project too: `/p/a/models/x/1` -> `/models`. */
export function sectionOf(pathname: string): string {
  const [, , , first = ''] = pathname.split('/');
  if (first === 'runs') return '/experiments';
  return sections.has(first) ? `/${first}` : '/';
}
