import { formatCount } from '../../format.ts';
import type { Text } from '../text.ts';

export const experimentsText: Text['experiments'] = {
  title: 'Experimentos',
  name: 'Nombre',
  runs: 'Ejecuciones',
  running: (count) => `${formatCount(count)} en curso`,
  lastActivity: 'Última actividad',
  created: 'Creado',
  primaryMetric: 'Métrica principal',
  best: 'Mejor',
  none: 'aún ninguna',
  search: 'Buscar experimentos',
  noMatch: (query) => `Ningún experimento coincide con «${query}».`,
  create: 'Nuevo experimento',
  createTitle: 'Nuevo experimento',
  createAction: 'Crear',
  nameHint: 'Lo que sus ejecuciones quieren averiguar: late-arrival, churn-2026.',
  description: 'Descripción',
  metricLabel: 'Métrica principal',
  metricHint: 'La métrica que ordena sus ejecuciones, como eval/auc. Puede quedar vacía.',
  direction: 'Es mejor',
  directionMax: 'más alto',
  directionMin: 'más bajo',
  created1: (name) => `Se creó el experimento ${name}`,
  emptyTitle: 'Aún no hay experimentos',
  empty:
    'Un experimento reúne las ejecuciones que responden a una pregunta. Crea uno aquí, o deja que lo haga la primera ejecución:',
  loadMore: 'Cargar más',
};
