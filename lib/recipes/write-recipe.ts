import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { RecipeDocument, RecipeInput } from './schema.ts';

/** A recipe as it is stored. */
export interface WrittenRecipe {
  digest: string;
  /** Its canonical JSON, whose SHA-256 is the digest. */
  body: string;
}

function place(input: RecipeInput): string {
  return canonicalJson([input.role, input]);
}

/** The canonical text of a recipe and its digest. @throws DomainError INVALID_INPUT (a value JSON cannot say) */
export function writeRecipe(document: RecipeDocument): WrittenRecipe {
  // The order in which inputs were collected is no part of what was asked.
  const inputs =
    document.inputs.length < 2
      ? document.inputs
      : document.inputs.toSorted((a, b) =>
          a.role === b.role ? (place(a) < place(b) ? -1 : 1) : a.role < b.role ? -1 : 1,
        );
  const body = canonicalJson({ ...document, inputs });
  return { digest: createHash('sha256').update(body).digest('hex'), body };
}
