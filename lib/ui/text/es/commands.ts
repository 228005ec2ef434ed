import type { Text } from '../text.ts';
import { plural } from './plural.ts';

const picked = (runs: number) => plural(runs, 'ejecución elegida', 'ejecuciones elegidas');

export const commandsText: Text['commands'] = {
  compare: (runs) => `Comparar ${picked(runs)}`,
  archive: (runs) => `Archivar ${picked(runs)}`,
  restore: (runs) => `Restaurar ${picked(runs)}`,
  stop: (runs) => `Detener ${picked(runs)}`,
  tag: (runs) => `Etiquetar ${picked(runs)}`,
  export: (runs, format) => `Exportar ${picked(runs)} como ${format}`,
  exportAll: (format) => `Exportar las ejecuciones de la lista como ${format}`,
  python: 'Copiar el Python que carga estas ejecuciones',
  pythonPicked: (runs) => `Copiar el Python que carga ${picked(runs)}`,
  pythonModel: 'Copiar el Python que carga este modelo',
  project: (name) => `Ir al proyecto ${name}`,
};
