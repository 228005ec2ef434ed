import { formatCount } from '../../format.ts';
import type { Text } from '../text.ts';
import { plural } from './plural.ts';

const runs = (count: number) => plural(count, 'ejecución', 'ejecuciones');

export const runPanelsText: Text['runPanels'] = {
  failed: 'No se pudieron leer las ejecuciones de este panel',
  nothingToDraw:
    'Estas ejecuciones no tienen parámetros que difieran ni métricas. Elija qué dibujar en los ajustes del panel.',
  nothingDrawn: 'Ninguna ejecución tiene todo lo que este panel dibuja.',
  run: 'Ejecución',
  drawn: (drawn, all) => `${formatCount(drawn)} de ${runs(all)}`,
  notDrawn: (count) => `${formatCount(count)} sin un valor que se pueda dibujar`,
  limited: (count) => `las ${formatCount(count)} más recientes; hay más`,
  axis: { x: 'Horizontal', y: 'Vertical' },
  scaleOf: { x: 'Escala horizontal', y: 'Escala vertical' },
  better: { x: 'Mejor en horizontal', y: 'Mejor en vertical' },
  scale: { auto: 'Según los valores', linear: 'Lineal', log: 'Logarítmica' },
  goal: { auto: 'Lo habitual', min: 'Extremo bajo', max: 'Extremo alto' },
  byItself: 'Elegido automáticamente',
  color: 'Color',
  ownColors: 'El de cada ejecución',
  size: 'Tamaño',
  oneSize: 'Todos iguales',
  shownOnly: 'Solo las ejecuciones visibles en los gráficos',
  scatter: {
    title: 'Diagrama de dispersión',
    lead: 'Un parámetro o una métrica frente a otro, con color y tamaño.',
    against: (y, x) => `${y} frente a ${x}`,
    line: 'Recta de mínimos cuadrados',
    lineTells: (r2) => `recta: R² ${r2}`,
    front: 'Frente de Pareto',
    onFront: (count) => `${runs(count)} en el frente`,
  },
};
