import { formatCount } from '../../format.ts';
import type { Text } from '../text.ts';
import { plural, pluralForm } from './plural.ts';

export const predictionsText: Text['predictions'] = {
  title: 'Predicciones',
  name: 'Conjunto de predicciones',
  model: 'Modelo',
  input: 'Dataset',
  rows: 'Filas',
  quarantined: 'En cuarentena',
  size: 'Tamaño',
  created: 'Publicado',
  emptyTitle: 'Aún no hay conjuntos de predicciones',
  empty:
    'Un trabajo por lotes puntúa un dataset con un modelo registrado y publica aquí el resultado, entero o nada. Inicia uno desde la página de una versión de un modelo.',
  emptyCommands: (api) =>
    `curl ${api}/jobs \\\n  -H 'content-type: application/json' \\\n  -d '{"kind": "batch-predict", "payload": {"model": {"name": "late-arrival", "alias": "champion"}, "dataset": {"name": "june"}, "output": "late-scores"}}'`,
  search: 'Buscar conjuntos de predicciones',
  noMatch: (query) => `Ningún conjunto de predicciones coincide con «${query}».`,
  count: (count, more) =>
    `${formatCount(count)}${more ? '+' : ''} ${pluralForm(count, 'conjunto de predicciones', 'conjuntos de predicciones')}`,
  one: {
    overview: 'Resumen',
    rowsTab: 'Filas',
    files: 'Ficheros',
    about: 'Detalles',
    run: 'Ejecución por lotes',
    job: 'Trabajo',
    lineage: 'Linaje',
    digest: 'Digest (raíz de Merkle)',
    recipe: 'Receta',
    scores: 'Puntuaciones',
    mean: 'Media',
    min: 'Mínima',
    max: 'Máxima',
    partitions: (count) => plural(count, 'partición', 'particiones'),
    quarantine: 'Filas apartadas',
    reasons: 'Motivo',
    count: 'Filas',
    downloadAll: 'Descargar todo',
    path: 'Fichero',
    download: (path) => `Descargar ${path}`,
  },
};
