import { z } from 'zod';
import { idPattern } from '../ids.ts';
import { viewNames } from './view-names.ts';

/** More is no address that a browser can open. */
const mostState = 12_000;

/** What of the page's address a view holds, by the names of its fields; what is as usual is left out. */
export const ViewState = z
  .partialRecord(z.enum(viewNames), z.string())
  .refine(
    (state) => Object.values(state).reduce((sum, value) => sum + (value?.length ?? 0), 0) <= mostState,
    `must have at most ${mostState} characters in all`,
  );
export type ViewState = z.infer<typeof ViewState>;

const ViewName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters');

const ViewScope = z.enum(['private', 'shared']).describe('private: only who saves it sees it');
export type ViewScope = z.infer<typeof ViewScope>;

const Revision = z.number().int().min(1).max(1_000_000_000);

export const SaveViewInput = z.object({
  name: ViewName,
  scope: ViewScope,
  state: ViewState,
  isDefault: z.boolean().default(false).describe('true: the experiment opens with it'),
  /** Of a view that was deleted: it comes back under its id, one revision after its last. */
  deleted: z.object({ id: z.string().regex(idPattern, 'must be the id of a view'), revision: Revision }).optional(),
});
export type SaveViewInput = z.infer<typeof SaveViewInput>;

export const UpdateViewInput = z
  .object({
    name: ViewName.optional(),
    state: ViewState.optional(),
    revision: Revision.optional().describe(
      'The one that a new state starts from: refused where somebody has saved another since',
    ),
  })
  .refine(({ state, revision }) => state === undefined || revision !== undefined, {
    message: 'must say which revision the state starts from',
    path: ['revision'],
  });
export type UpdateViewInput = z.infer<typeof UpdateViewInput>;

export const SavedView = z.object({
  id: z.string(),
  name: z.string(),
  scope: ViewScope,
  owner: z.string(),
  isDefault: z.boolean(),
  state: ViewState,
  /** Raised by each state that is saved. */
  revision: z.number(),
  createdAt: z.iso.datetime(),
  /** When the state was saved last, and by whom. */
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
export type SavedView = z.infer<typeof SavedView>;

/** What a deletion is answered with: sent to the list of views it brings the view back. */
export const DeletedView = z.object({ undo: SaveViewInput });
export type DeletedView = z.infer<typeof DeletedView>;
