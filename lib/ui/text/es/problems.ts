import type { Text } from '../text.ts';

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

export const problemsText: Text['problems'] = {
  sentence: ({ code, fields, detail }) => {
    const alone = whole[code];
    if (alone !== undefined) return alone;
    // What is wrong in particular only the server knows.
    if (code === 'INVALID_INPUT') {
      const column = /\bat column (\d+)/.exec(detail)?.[1];
      if (column !== undefined) return `No se entiende en la columna ${column}: ${detail}`;
      return fields.length > 0 ? `Revisa ${named(fields)}: ${detail}` : `La petición no es válida: ${detail}`;
    }
    if (code === 'CONFLICT')
      return fields.length > 0 ? `Ya se usa en otro sitio: ${named(fields)}.` : `Choca con lo que ya hay: ${detail}`;
    if (code === 'BAD_FILE') return `No se puede leer el archivo: ${detail}`;
    if (code === 'UNPROCESSABLE') return `No se puede hacer: ${detail}`;
    return undefined;
  },
};
