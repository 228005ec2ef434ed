import type { Text } from '../text.ts';
import { plural } from './plural.ts';

export const projectsText: Text['projects'] = {
  title: 'Proyectos',
  all: 'Todos los proyectos',
  name: 'Nombre',
  slug: 'Nombre corto',
  slugHint: (slug) => `Aparece en las direcciones y no se puede cambiar: /p/${slug}`,
  storage: 'Ficheros',
  here: 'estás aquí',
  search: 'Buscar proyectos',
  noMatch: (query) => `Ningún proyecto coincide con «${query}».`,
  count: (count) => plural(count, 'proyecto'),
  create: 'Nuevo proyecto',
  renameTitle: 'Cambiar el nombre del proyecto',
  rename: (name) => `Cambiar el nombre de ${name}`,
  remove: (name) => `Borrar ${name}, que está vacío`,
  removed: (name) => `Se borró ${name}`,
  switch: 'Cambiar de proyecto',
  switchFrom: (slug) => `Proyecto ${slug}. Cambiar de proyecto`,
};
