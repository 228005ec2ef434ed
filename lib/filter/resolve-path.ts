import { closest } from './closest.ts';
import { shown } from './filter-error.ts';
import { entityOf, entityWords, type Grammar } from './grammar.ts';
import type { Path, TokenReader } from './token-reader.ts';
import type { FilterEntity } from './tree.ts';

/** What a path names, before it is looked up among the attributes. */
export interface Named {
  entity: FilterEntity;
  key: string;
}

const plain = (path: Path, from: number): string => {
  const parts = path.parts.slice(from);
  return parts.map((part) => (part.kind === 'quoted' ? part.inner : part.text)).join('.');
};

/**
 * The entity and the key that a path names by MLflow's rule: what stands before the first dot is the entity, a name
 * without dots is an attribute. @throws FilterError for unknown entities and keys that are quoted in part
 */
export function resolvePath(reader: TokenReader, grammar: Grammar, path: Path): Named {
  const [first, ...rest] = path.parts;
  if (rest.length === 0 || !first) return { entity: 'attribute', key: plain(path, 0) };
  const prefix = first.kind === 'quoted' && first.text.startsWith('`') ? first.inner : first.text;
  const entity = entityOf(grammar, prefix);
  if (!entity) {
    const meant = closest(prefix, entityWords(grammar));
    const keyText = path.text.slice(first.text.length + 1);
    throw reader.error(
      `Invalid entity type '${shown(prefix)}': unknown '${shown(path.text)}' at column ${path.column}` +
        `${meant ? `; did you mean '${meant}.${shown(keyText)}'?` : '.'} Valid values are ${entityWords(grammar).join(', ')}`,
      path.column,
    );
  }
  if (rest.length > 1 && rest.some((part) => part.kind === 'quoted')) {
    throw reader.error(
      `Invalid clause(s) in filter string: '${shown(path.text)}' at column ${path.column} is quoted in part; ` +
        'a name in quotes is quoted as a whole',
      path.column,
    );
  }
  const key = plain(path, 1);
  if (key === '')
    throw reader.error(
      `Invalid clause(s) in filter string: '${shown(path.text)}' at column ${path.column} names nothing`,
      path.column,
    );
  return { entity, key };
}

/** The refusal of an attribute that is not there, with the one that was most likely meant. */
export function unknownAttribute(reader: TokenReader, grammar: Grammar, path: Path, key: string, known: string[]) {
  const written = path.parts.length > 1 ? path.text : `attributes.${key}`;
  const near = closest(key, known);
  const others = (['metric', 'param', 'tag'] as const).filter((entity) => grammar.entities[entity]);
  let meant = near ? `; did you mean '${near}'?` : '.';
  if (!near && path.parts.length === 1 && others.length > 1) {
    meant = `; did you mean ${others.map((entity) => `'${entity}s.${shown(key)}'`).join(' or ')}?`;
  }
  return reader.error(
    `Invalid attribute key '${shown(key)}' specified: unknown attribute '${shown(written)}' at column ${path.column}${meant} ` +
      `Valid keys are ${known.map((name) => `'${name}'`).join(', ')}`,
    path.column,
  );
}
