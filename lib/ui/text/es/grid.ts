import type { Text } from '../text.ts';

export const gridText: Text['grid'] = {
  curve: 'Curva',
  curveOf: (metric) => `Curva de ${metric}`,
  note: 'Nota',
  noNote: (name) => `Escribir una nota sobre ${name}`,
  openNote: (name) => `Nota sobre ${name}`,
  noteTitle: (name) => `Nota sobre ${name}`,
  noteLabel: 'Nota, en Markdown',
  editNote: 'Editar',
  saveNote: 'Guardar',
  noteSaved: 'Nota guardada',
  density: 'Altura de las filas',
  densities: { compact: 'Compacta', usual: 'Normal', relaxed: 'Amplia' },
  widthOf: (column) => `Ancho de ${column}`,
  widthHint: 'Arrastra, o pulsa izquierda y derecha; un doble clic devuelve el ancho normal',
  moveHint: 'Alt y una flecha la mueven',
};
