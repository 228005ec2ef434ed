import type { Text } from '../text.ts';
import { plural } from './plural.ts';

export const treeText: Text['tree'] = {
  asTree: 'Árbol',
  hint: 'Las ejecuciones que son parte de otra aparecen debajo de ella',
  open: (name, count) => `Mostrar ${plural(count, 'ejecución', 'ejecuciones')} debajo de ${name}`,
  close: (name) => `Ocultar las ejecuciones debajo de ${name}`,
  below: (count) => `${plural(count, 'ejecución', 'ejecuciones')} debajo`,
  above: 'No coincide; aparece por las ejecuciones que tiene debajo',
  keyOpen: 'Mostrar las ejecuciones de debajo y luego ir a la primera',
  keyClose: 'Ocultar las ejecuciones de debajo y luego ir a la de arriba',
};
