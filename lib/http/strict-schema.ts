import { z } from 'zod';

const done = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

function strict(schema: z.core.$ZodType): z.core.$ZodType {
  const known = done.get(schema);
  if (known) return known;
  const result = rebuild(schema as z.core.$ZodTypes);
  done.set(schema, result);
  return result;
}

function rebuild(schema: z.core.$ZodTypes): z.core.$ZodType {
  const def = schema._zod.def;
  switch (def.type) {
    case 'object': {
      const shape = Object.fromEntries(Object.entries(def.shape).map(([key, field]) => [key, strict(field)]));
      // A schema that says what becomes of other keys (looseObject, catchall) keeps its word.
      return z.core.clone(schema, { ...def, shape, catchall: def.catchall ?? z.never() } as never);
    }
    case 'array':
      return z.core.clone(schema, { ...def, element: strict(def.element) } as never);
    case 'record':
      return z.core.clone(schema, { ...def, valueType: strict(def.valueType) } as never);
    case 'tuple':
      return z.core.clone(schema, { ...def, items: def.items.map(strict) } as never);
    case 'union':
      return z.core.clone(schema, { ...def, options: def.options.map(strict) } as never);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return z.core.clone(schema, { ...def, innerType: strict(def.innerType) } as never);
    case 'pipe':
      return z.core.clone(schema, { ...def, in: strict(def.in) } as never);
    case 'lazy':
      return z.core.clone(schema, { ...def, getter: () => strict(def.getter()) } as never);
    default:
      return schema;
  }
}

/** The same schema, refusing keys that it does not name, at every depth, where zod would drop them silently. */
export function strictSchema<S extends z.ZodType>(schema: S): S {
  return strict(schema) as S;
}
