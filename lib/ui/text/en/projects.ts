import { plural } from '../plural.ts';

export const projectsText = {
  title: 'Projects',
  all: 'All projects',
  name: 'Name',
  slug: 'Short name',
  slugHint: (slug: string) => `Stands in addresses and cannot be changed: /p/${slug}`,
  storage: 'Files',
  here: 'you are here',
  search: 'Search projects',
  noMatch: (query: string) => `No project matches “${query}”.`,
  count: (count: number) => plural(count, 'project'),
  create: 'New project',
  renameTitle: 'Rename project',
  rename: (name: string) => `Rename ${name}`,
  remove: (name: string) => `Delete ${name}, which is empty`,
  removed: (name: string) => `${name} was deleted`,
  switch: 'Switch project',
  switchFrom: (slug: string) => `Project ${slug}. Switch project`,
};
