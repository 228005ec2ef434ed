import { formatCount } from '../../format.ts';
import type { CodedField } from '../en/problems.ts';
import type { Text } from '../text.ts';
import { plural } from './plural.ts';

const named = (fields: readonly string[]) => [...new Set(fields)].map((field) => `«${field}»`).join(', ');

const whole: Record<string, string> = {
  UNAUTHENTICATED: 'Primero hay que iniciar sesión.',
  FORBIDDEN: 'No tienes permiso para hacer esto.',
  NOT_FOUND: 'Lo que se pidió no existe en este proyecto; puede que se haya borrado.',
  METHOD_NOT_ALLOWED: 'El servidor no admite esta operación en esta dirección.',
  IDEMPOTENCY_CONFLICT: 'Ya se envió otra petición con la misma clave.',
  LEASE_LOST: 'Otro proceso se ha hecho cargo del trabajo.',
  TOO_LARGE: 'Es demasiado grande para el servidor.',
  UNSUPPORTED_MEDIA_TYPE: 'El servidor no admite este tipo de contenido.',
  RANGE_NOT_SATISFIABLE: 'El trozo que se pidió está fuera del archivo.',
  NAN_LOSS: 'La pérdida dejó de ser un número (NaN).',
  TOO_MANY_REQUESTS: 'Hay demasiadas peticiones a la vez; inténtalo de nuevo en un momento.',
  INTERNAL: 'Algo falló en el servidor. No se cambió nada.',
  CORRUPT_BLOB: 'Los bytes guardados están dañados.',
  DISK_FULL: 'El disco del servidor está lleno.',
  UNAVAILABLE: 'El servidor no está disponible ahora; inténtalo de nuevo en un momento.',
};

/** Lo que el servidor puede decir de un error en un filtro; cada código trae lo que necesita su frase. */
interface FaultValues {
  found: string;
  column: number;
  name: string;
  meant: string;
  known: string;
  most: number;
}

const expected =
  (wanted: string) =>
  ({ found, column }: FaultValues) =>
    `En la columna ${column} se esperaba ${wanted} y ${found === '' ? 'el filtro se acaba' : `hay «${found}»`}.`;
const unknown =
  (what: string) =>
  ({ name, column, meant, known }: FaultValues) =>
    `«${name}», en la columna ${column}, no es ${what}; ${meant === '' ? `hay ${known}.` : `¿querías decir «${meant}»?`}`;

/** Lo que puede estar mal en un filtro. */
const faults: Record<string, (values: FaultValues) => string> = {
  stray: ({ found, column }) => `«${found}» sobra en la columna ${column}; las comparaciones se unen con «and» u «or».`,
  deep: ({ most }) => `El filtro tiene más de ${most} niveles de paréntesis.`,
  unclosed: ({ column }) => `El paréntesis de la columna ${column} no se cierra.`,
  early: () => 'El filtro se acaba antes de tiempo; una comparación se escribe así: loss < 0.5',
  noName: ({ found, column }) =>
    `«${found}», en la columna ${column}, no es un nombre; una comparación se escribe así: loss < 0.5`,
  manyTerms: ({ most }) => `El filtro tiene más de ${most} comparaciones.`,
  wantsNull: expected('NULL o NOT NULL'),
  wantsComparison: expected('una comparación como =, <, contains o in'),
  wantsValue: expected('un valor'),
  wantsList: expected('una lista como (a, b)'),
  wantsComma: expected('una coma o el final de la lista'),
  unknownAttribute: unknown('un atributo'),
  unknownOfDataset: unknown('una propiedad de un dataset'),
  openQuote: ({ column }) => `Las comillas de la columna ${column} no se cierran.`,
  hugeNumber: ({ found, column }) => `El número ${found}, en la columna ${column}, no cabe en un float64.`,
  longList: ({ most }) => `Una lista tiene más de ${most} valores.`,
  emptyList: ({ column }) => `La lista de la columna ${column} está vacía.`,
  noComparison: ({ found, column }) =>
    `«${found}», en la columna ${column}, no es una comparación; hay = != < <= > >= =~ !~`,
  ofNumbers: ({ found, column, name }) =>
    `«${found}», en la columna ${column}, compara números, y ${name} es un texto.`,
  ofTexts: ({ found, column, name }) => `«${found}», en la columna ${column}, compara textos, y ${name} es un número.`,
  noDate: ({ found, column }) =>
    `«${found}», en la columna ${column}, no son milisegundos ni una fecha como '2026-01-31 14:00'.`,
  noNumber: ({ found, column, name }) =>
    `«${found}», en la columna ${column}, no es un número, y aquí ${name} se compara con números.`,
  longPattern: ({ column, most }) => `El patrón de la columna ${column} tiene más de ${most} caracteres.`,
  backReference: ({ column }) =>
    `El patrón de la columna ${column} se refiere a un grupo anterior, y eso no se admite.`,
  repeats: ({ column, most }) => `El patrón de la columna ${column} repite sus partes más de ${most} veces.`,
};

function faultOf({ code = '' }: CodedField) {
  const name = code.startsWith('filter.') ? code.slice('filter.'.length) : '';
  return Object.hasOwn(faults, name) ? faults[name] : undefined;
}

const types: Record<string, string> = {
  string: 'un texto',
  number: 'un número',
  int: 'un número entero',
  boolean: 'verdadero o falso',
  array: 'una lista',
  object: 'un objeto',
  record: 'un objeto',
};

/** «como mucho 250 caracteres», «al menos 1 elemento», «al menos 3». */
function amount(words: string, count: number, of: unknown): string {
  if (of === 'string') return `debe tener ${words} ${plural(count, 'carácter', 'caracteres')}`;
  return of === 'array'
    ? `debe tener ${words} ${plural(count, 'elemento')}`
    : `debe ser ${words} ${formatCount(count)}`;
}

/** Lo que está mal en un campo, detrás de su nombre. */
const wrong: Record<string, (values: NonNullable<CodedField['values']>) => string> = {
  required: () => 'es obligatorio',
  type: ({ expected = '' }) => `debe ser ${types[expected] ?? expected}`,
  unknown: () => 'no es un campo conocido',
  tooBig: ({ most, of }) => amount('como mucho', Number(most), of),
  tooSmall: ({ least, of }) =>
    of === 'string' && least === 1 ? 'no puede estar vacío' : amount('al menos', Number(least), of),
  oneOf: ({ known = '' }) => `debe ser uno de estos: ${known}`,
  taken: () => 'ya está en uso',
  archived: () => 'está archivado',
};

/** Lo que puede estar mal en un horario. */
const ofSchedules: typeof wrong = {
  cron: ({ said = '' }) => `no se entiende: ${said}`,
  never: () => 'nombra un momento que nunca llega',
  tooOften: ({ least = '' }) => `llega más a menudo que cada ${least} segundos`,
  zone: () => 'no es una zona horaria; escribe una como Europe/Zurich',
  order: () => 'no es posterior al inicio',
  ended: () => 'es anterior al primer momento de la regla',
  blank: ({ name = '', known = '' }) => `tiene el hueco «${name}»; existen ${known}`,
};

export const problemsText: Text['problems'] = {
  sentence: ({ code, fields, detail, said }) => {
    const alone = whole[code];
    if (alone !== undefined) return alone;
    // What is wrong in particular only the server knows.
    if (code === 'INVALID_INPUT') {
      if (said !== undefined) return `Hay que revisar esto: ${said}.`;
      const column = /\bat column (\d+)/.exec(detail)?.[1];
      if (column !== undefined) return `No se entiende en la columna ${column}: ${detail}`;
      return fields.length > 0 ? `Revisa ${named(fields)}: ${detail}` : `La petición no es válida: ${detail}`;
    }
    if (code === 'CONFLICT' && said !== undefined) return `No se puede: ${said}.`;
    if (code === 'CONFLICT')
      return fields.length > 0 ? `Ya se usa en otro sitio: ${named(fields)}.` : `Choca con lo que ya hay: ${detail}`;
    if (code === 'BAD_FILE') return `No se puede leer el archivo: ${detail}`;
    if (code === 'UNPROCESSABLE') return `No se puede hacer: ${detail}`;
    return undefined;
  },
  fault: (field) => {
    const none: FaultValues = { found: '', column: 1, name: '', meant: '', known: '', most: 0 };
    return faultOf(field)?.({ ...none, ...field.values });
  },
  field: (field) => {
    if (faultOf(field)) return `no se entiende en la columna ${field.values?.column ?? 1}`;
    const [area, name = ''] = field.code?.split('.') ?? [];
    const known = area === 'field' ? wrong : area === 'schedule' ? ofSchedules : {};
    return Object.hasOwn(known, name) ? known[name]?.(field.values ?? {}) : undefined;
  },
};
