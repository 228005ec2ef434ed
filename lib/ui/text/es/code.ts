import type { Text } from '../text.ts';
import { plural } from './plural.ts';

export const codeText: Text['code'] = {
  title: 'Código',
  lead: 'Las fuentes de un tipo de trabajo incorporado, en una versión. La identifica el digest de esta lista y del lock file.',
  kind: 'Tipo',
  digest: 'Digest',
  commit: 'Commit de Git',
  recorded: 'Registrado',
  download: 'Descargar el archivo',
  noArchive: 'No se guardó ningún archivo de esta versión.',
  files: 'Ficheros',
  path: 'Ruta',
  size: 'Tamaño',
  fileCount: (count) => plural(count, 'fichero'),
  filter: 'Filtrar por ruta',
};
