import { z } from 'zod';
import { MlflowError } from './error-code.ts';
import { readExperimentId } from './experiment-id.ts';
import { OptionalInt, OptionalText, repeated } from './wire.ts';

// What the searches of MLflow's clients have in common.

/** Fields of every search. A token or a filter that is empty is none. */
export const searchFields = {
  filter: OptionalText.transform((value) => value ?? ''),
  max_results: OptionalInt,
  page_token: OptionalText.transform((value) => value || undefined),
};

/** Texts of a repeated field. In a body one text does not stand for a list of one. */
export const TextList = repeated(z.string());

const listOnly = (value: unknown, ctx: z.RefinementCtx) => {
  if (value === undefined || value === null || Array.isArray(value)) return value ?? [];
  ctx.addIssue({ code: 'custom', message: 'must be a list', input: value });
  return z.NEVER;
};

/** The same in a JSON body, where a list is a list. */
export const BodyTextList = z.unknown().optional().transform(listOnly).pipe(z.array(z.string()));

/** Ids of experiments in a JSON body: texts, from some clients numbers. */
export const BodyExperimentIds = z
  .unknown()
  .optional()
  .transform(listOnly)
  .pipe(z.array(z.union([z.string(), z.number().int().transform(String)])));

/**
 * The experiments that a search names; those whose number no experiment can have are left out.
 * @throws MlflowError for text that is no id
 */
export function readExperimentIds(texts: string[]): number[] {
  return texts.flatMap((text) => {
    const id = readExperimentId(text);
    if (id !== undefined) return [id];
    if (/^\d+$/.test(text)) return [];
    throw new MlflowError(
      'INVALID_PARAMETER_VALUE',
      `Invalid experiment ID '${text.slice(0, 64)}'. Experiment ID must be a valid integer.`,
    );
  });
}

/** How many rows a page may have. @throws MlflowError for less than one and for more than `most` */
export function readMaxResults(given: number | undefined, { usual, most }: { usual: number; most: number }): number {
  const asked = given ?? usual;
  if (asked >= 1 && asked <= most) return asked;
  const reason = asked < 1 ? 'a positive integer' : `at most ${most}`;
  // MLflow's stores say the same in two ways; its tests look for either.
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${asked} for parameter 'max_results' supplied. It must be ${reason}. ` +
      `Invalid value for request parameter max_results. It must be ${reason}, but got value ${asked}`,
  );
}

const viewWords = new Map<unknown, 'active' | 'deleted' | 'all'>([
  ['ACTIVE_ONLY', 'active'],
  ['DELETED_ONLY', 'deleted'],
  ['ALL', 'all'],
  [1, 'active'],
  [2, 'deleted'],
  [3, 'all'],
  ['1', 'active'],
  ['2', 'deleted'],
  ['3', 'all'],
]);

/** Which of archived and other things a search looks at; words that are not known count as the usual one. */
export const ViewType = z
  .unknown()
  .optional()
  .transform((value) => viewWords.get(value) ?? 'active');
