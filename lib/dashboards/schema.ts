import { z } from 'zod';
import { idPattern } from '../ids.ts';

/** What a page can still draw, and a request still carry. */
export const mostPanels = 100;
const mostSettings = 16 * 1024;
const mostBytes = 256 * 1024;

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** A line of text that a person reads. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const oneLine = z.string().regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters');

export const DashboardPanel = z.strictObject({
  id: z.string().regex(/^[\w-]{1,32}$/, 'must be 1 to 32 letters, digits, - or _'),
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be the name of a kind of panel, such as curves or scatter')
    .describe('What it draws; a page shows one that it does not know as such'),
  title: oneLine.max(200).optional().describe('In place of the title that its kind gives it'),
  w: z.number().int().min(2).max(12).describe('Width in columns, of twelve'),
  h: z.number().int().min(2).max(24).describe('Height in rows of 40 pixels'),
  settings: z
    .record(z.string(), z.json())
    .refine((settings) => bytesOf(settings) <= mostSettings, `must be at most ${mostSettings} bytes of JSON`)
    .describe('What its kind keeps of how it draws'),
});
export type DashboardPanel = z.infer<typeof DashboardPanel>;

const DashboardPanels = z
  .array(DashboardPanel)
  .max(mostPanels, `must be at most ${mostPanels} panels`)
  .refine((panels) => bytesOf(panels) <= mostBytes, `must be at most ${mostBytes} bytes of JSON in all`)
  .refine((panels) => new Set(panels.map(({ id }) => id)).size === panels.length, 'must not hold one id twice');

const DashboardName = oneLine.trim().min(1).max(100);

const DashboardScope = z.enum(['private', 'shared']).describe('private: only who saves it sees it');
export type DashboardScope = z.infer<typeof DashboardScope>;

const Revision = z.number().int().min(1).max(1_000_000_000);
const ExperimentId = z.number().int().positive();

export const SaveDashboardInput = z.object({
  experimentId: ExperimentId,
  name: DashboardName,
  scope: DashboardScope,
  panels: DashboardPanels.default([]),
  /** Of a dashboard that was deleted: it comes back under its id, one revision after its last. */
  deleted: z
    .object({ id: z.string().regex(idPattern, 'must be the id of a dashboard'), revision: Revision })
    .optional(),
});
export type SaveDashboardInput = z.infer<typeof SaveDashboardInput>;

export const UpdateDashboardInput = z
  .object({
    name: DashboardName.optional(),
    scope: DashboardScope.optional(),
    panels: DashboardPanels.optional(),
    revision: Revision.optional().describe(
      'The one that the panels start from: refused where somebody has saved others since',
    ),
  })
  .refine(({ panels, revision }) => panels === undefined || revision !== undefined, {
    message: 'must say which revision the panels start from',
    path: ['revision'],
  });
export type UpdateDashboardInput = z.infer<typeof UpdateDashboardInput>;

export const CopyDashboardInput = z.object({
  name: DashboardName,
  scope: DashboardScope,
  experimentId: ExperimentId.optional().describe('Another one of this project to copy it to'),
});
export type CopyDashboardInput = z.infer<typeof CopyDashboardInput>;

/** A dashboard in a list, without what it shows. */
export const DashboardEntry = z.object({
  id: z.string(),
  experimentId: z.number(),
  name: z.string(),
  scope: DashboardScope,
  owner: z.string(),
  /** Raised by each list of panels that is saved. */
  revision: z.number(),
  createdAt: z.iso.datetime(),
  /** When the panels were saved last, and by whom. */
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
export type DashboardEntry = z.infer<typeof DashboardEntry>;

export const Dashboard = DashboardEntry.extend({ panels: z.array(DashboardPanel) });
export type Dashboard = z.infer<typeof Dashboard>;

/** What a deletion is answered with: sent to the list of dashboards it brings the dashboard back. */
export const DeletedDashboard = z.object({ undo: SaveDashboardInput });
export type DeletedDashboard = z.infer<typeof DeletedDashboard>;
