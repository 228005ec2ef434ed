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
  importance: {
    title: 'Importancia de los parámetros',
    lead: 'De qué parámetros depende una métrica, y en qué sentido.',
    of: (metric) => `De qué depende ${metric}`,
    param: 'Parámetro',
    importance: 'Importancia',
    correlation: 'Correlación',
    spearman: 'Correlación de rangos de Spearman: el signo dice en qué sentido',
    ratio: 'Razón de correlación de los rangos: las categorías no tienen orden y por eso no hay signo',
    unsigned: (value) => `η ${value}`,
    method: (count, r2) =>
      `importancia por permutación, bosque aleatorio de 100 árboles · ${runs(count)} · R² fuera de bolsa ${r2}`,
    growing: 'Crece un bosque…',
    ofLogarithm: 'de su logaritmo',
    few: (count) => `Solo ${runs(count)} con esta métrica: el orden puede deberse al azar.`,
    little: (r2) => `Estos parámetros dicen poco de la métrica (R² fuera de bolsa ${r2}): el orden significa poco.`,
    tooFew: (count, least) => `${runs(count)} con esta métrica; hacen falta ${formatCount(least)} para decir algo.`,
    nothing: 'Ningún parámetro difiere entre las ejecuciones que tienen una métrica.',
    metric: 'Métrica que se explica',
    params: 'Parámetros',
  },
  parallel: {
    title: 'Coordenadas paralelas',
    lead: 'Cada ejecución como una línea por sus parámetros y métricas, acotadas con el puntero.',
    head: (axis, flipped) => `${axis}, ${flipped ? 'el mayor abajo' : 'el mayor arriba'}`,
    headHint: 'Pulse para invertir, arrastre para mover, acote sobre el eje',
    headKeys:
      'Izquierda y derecha mueven el eje, f lo invierte, arriba y abajo lo acotan, con Mayús el extremo superior, Supr borra',
    inside: (inside, all) => `${formatCount(inside)} de ${runs(all)}`,
    brushed: (axis, from, to, count) => `${axis} de ${from} a ${to}: ${runs(count)}.`,
    filter: 'Filtrar estas',
    cannotFilter: 'La búsqueda no puede expresar lo que tienen en común: acote como mucho 200 ejecuciones.',
    clear: 'Quitar acotaciones',
    chosenAxes:
      'Los parámetros que más dicen de la métrica principal y, al final, la métrica. Añada un eje para elegir usted.',
    scaleOf: (axis) => `Escala de ${axis}`,
    earlier: (axis) => `Mover ${axis} a la izquierda`,
    later: (axis) => `Mover ${axis} a la derecha`,
    remove: (axis) => `Quitar ${axis}`,
    add: 'Añadir un eje',
    pick: 'Elegir una columna',
    usual: 'Ejes habituales',
  },
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
