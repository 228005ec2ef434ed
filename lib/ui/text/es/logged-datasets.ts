import { formatCount } from '../../format.ts';
import type { Text } from '../text.ts';

export const loggedDatasetsText: Text['loggedDatasets'] = {
  chip: 'dataset registrado por un cliente',
  notHere: 'como lo describió su cliente; los bytes no están aquí',
  about: 'Sobre este dataset',
  type: 'Tipo',
  missing: 'Valores ausentes',
  never: 'ninguno',
  maybe: 'posibles',
  unnamed: (place) => `columna ${formatCount(place)}`,
  noColumns: 'El cliente no envió ningún esquema.',
  noProfile: 'El cliente no envió ningún perfil.',
  beginning: (characters) => `Los primeros ${formatCount(characters)} caracteres de lo que se envió.`,
  source: 'Leído de',
  sourceType: 'Tipo de origen',
  asSent: 'Origen tal como se envió',
  firstSeen: 'Visto por primera vez',
  otherDigests: 'Otros digests con este nombre',
  readBy: 'Ejecuciones que lo leyeron',
  inTable: 'Verlas en la tabla',
  noReader: 'No lo leyó ninguna ejecución de las que muestran las listas.',
  noRole: 'sin decir para qué',
  newest: (shown, total) => `las ${formatCount(shown)} más recientes de ${formatCount(total)}`,
};
