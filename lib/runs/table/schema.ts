import { z } from 'zod';
import { WireNumber } from '../../metrics/schema.ts';
import { RunStatus } from '../schema.ts';
import { attributes, type Column, figures, groupable, isGroupable, parseColumn } from './column.ts';

// The runs table asks for a set of runs in many ways: page by page, how many, in groups, all of it as a file. The same
// words name the set each time.

const columnRule = `must be one of ${attributes.join(', ')}, metric:<key>, metric:<key>:<${figures.join('|')}>, param:<key>, tag:<key> or dataset:<name|digest|context>`;

/** The name of a column; see `parseColumn`. */
export const ColumnName = z
  .string()
  .max(300, 'must have at most 300 characters')
  .refine((name) => parseColumn(name) !== undefined, columnRule);

function columnThat(fits: (column: Column) => boolean, rule: string) {
  return z
    .string()
    .max(300, 'must have at most 300 characters')
    .refine((name) => {
      const column = parseColumn(name);
      return column !== undefined && fits(column);
    }, rule);
}

/** A moment that PostgreSQL can read: it knows no year 0, and no fractions of any length. */
const Moment = z.iso
  .datetime()
  .max(40, 'must have at most 40 characters')
  .refine((text) => !text.startsWith('0000'), 'must be of the year 1 or later');

/** Runs of a project, or of one of its experiments, that fit all of what is said. */
export const RunSet = z.object({
  experimentId: z.number().int().positive().optional(),
  /** In the dashboard's words. */
  filter: z
    .string()
    .max(100_000)
    .optional()
    .describe('As in: lr > 0.01 and (optimizer = adam or name contains "warm")'),
  archived: z.boolean().optional().describe('true: only archived runs; they are left out otherwise'),
  text: z.string().max(200).optional().describe('Part of the name, or the beginning of the id'),
  regex: z.string().max(500).optional().describe('A regular expression that the name fits'),
  archivedAt: Moment.optional().describe('Archived at this moment: what one bulk call archived'),
});
export type RunSet = z.infer<typeof RunSet>;

export const RunSort = z.object({
  by: columnThat(
    (column) => column.entity !== 'dataset',
    'must be an attribute, metric:<key>, metric:<key>:<figure>, param:<key> or tag:<key>',
  ),
  order: z.enum(['asc', 'desc']).default('desc'),
});
export type RunSort = z.infer<typeof RunSort>;

function distinct<T>(items: T[], keyOf: (item: T) => string): boolean {
  return new Set(items.map(keyOf)).size === items.length;
}

/** What is missing comes last, NaN before it, in both directions; equal runs newest first. */
export const RunSorts = z
  .array(RunSort)
  .min(1)
  .max(5, 'must have at most 5 keys')
  .refine((sorts) => distinct(sorts, (sort) => sort.by), 'names a key twice')
  .default([{ by: 'created', order: 'desc' }]);

export const Columns = z
  .array(ColumnName)
  .max(200, 'must have at most 200 columns: ask for those on the screen')
  .refine((names) => distinct(names, (name) => name), 'names a column twice');

export const QueryRunsInput = RunSet.extend({
  sort: RunSorts,
  columns: Columns.default([]),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200_000).optional().describe('nextCursor of the page before'),
  offset: z
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .optional()
    .describe('Rows to leave out instead: a jump of the scroll bar'),
}).refine((input) => input.cursor === undefined || input.offset === undefined, {
  message: 'cannot stand beside a cursor',
  path: ['offset'],
});
export type QueryRunsInput = z.infer<typeof QueryRunsInput>;

/** A text longer than a table shows, cut; `length` is that of the whole, in characters. */
const CutText = z.object({ text: z.string(), length: z.number() });

/** null: the run has none. Times are ISO 8601, durations seconds; a run may have several datasets. */
export const Cell = z.union([WireNumber, z.string(), z.null(), z.array(z.string()), CutText]);
export type Cell = z.infer<typeof Cell>;

export const RunRow = z.object({
  id: z.string(),
  name: z.string(),
  status: RunStatus,
  /** Why the status is what it is. */
  statusReason: z.string().nullable(),
  /** Its client has said nothing for ten minutes and has not ended it. */
  stalled: z.boolean(),
  archived: z.boolean(),
  kind: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  user: z.string().nullable(),
  parentRunId: z.string().nullable(),
  /** Runs that say they are part of it, archived ones left out; counted up to 1,000. */
  childCount: z.number(),
  /** #rrggbb where somebody chose one: the tag mlflow.runColor. */
  color: z.string().nullable(),
  /** In the order of the columns asked. */
  cells: z.array(Cell),
});
export type RunRow = z.infer<typeof RunRow>;

export const RunTableAnswer = z.object({ rows: z.array(RunRow), nextCursor: z.string().nullable() });
export type RunTableAnswer = z.infer<typeof RunTableAnswer>;

/** `exact: false`: counting was given up in time; there are at least so many. */
export const RunCount = z.object({ count: z.number(), exact: z.boolean() });
export type RunCount = z.infer<typeof RunCount>;

const suggestions = {
  text: z
    .string()
    .max(250)
    .default('')
    .describe('Part of it, upper or lower case; those that begin with it come first'),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.string().max(2_000).optional(),
};

export const ListKeysInput = z.object({ kind: z.enum(['metric', 'param', 'tag']), ...suggestions });
export type ListKeysInput = z.infer<typeof ListKeysInput>;

export const ListValuesInput = z.object({
  field: columnThat(
    ({ entity, key }) =>
      entity === 'param' ||
      entity === 'tag' ||
      (entity === 'dataset' && key !== 'context') ||
      ['status', 'kind', 'user', 'actor', 'name'].includes(key),
    'must be param:<key>, tag:<key>, status, kind, user, actor, name, dataset:name or dataset:digest',
  ),
  text: suggestions.text,
  limit: suggestions.limit,
});
export type ListValuesInput = z.infer<typeof ListValuesInput>;

/** `complete: false`: there are more than were looked at. */
export const KeysAnswer = z.object({
  items: z.array(z.string()),
  nextCursor: z.string().nullable(),
  complete: z.boolean(),
});
export type KeysAnswer = z.infer<typeof KeysAnswer>;
export const ValuesAnswer = KeysAnswer.omit({ nextCursor: true });
export type ValuesAnswer = z.infer<typeof ValuesAnswer>;

const MetricColumn = columnThat(({ entity }) => entity === 'metric', 'must be metric:<key> or metric:<key>:<figure>');

export const GroupRunsInput = z
  .object({
    set: RunSet.default({}),
    by: z
      .array(columnThat(isGroupable, `must be param:<key>, tag:<key> or one of ${groupable.join(', ')}`))
      .min(1)
      .max(5, 'must have at most 5 names')
      .refine((names) => distinct(names, (name) => name), 'names a key twice'),
    metrics: z
      .array(MetricColumn)
      .max(20, 'must have at most 20 names')
      .refine((names) => distinct(names, (name) => name), 'names a metric twice')
      .default([]),
    /** By how many runs a group has, or by the mean of one of `metrics`. */
    sort: z
      .object({ by: z.union([z.literal('count'), MetricColumn]), order: z.enum(['asc', 'desc']).default('desc') })
      .default({ by: 'count', order: 'desc' }),
    limit: z.number().int().min(1).max(500).default(100),
    cursor: z.string().max(200_000).optional(),
  })
  .refine(({ sort, metrics }) => sort.by === 'count' || metrics.includes(sort.by), {
    message: 'must be count or one of the metrics',
    path: ['sort', 'by'],
  });
export type GroupRunsInput = z.infer<typeof GroupRunsInput>;

/** Over the runs of a group that have the metric and not NaN in it; null where there is none (`sd`: where there is one). */
export const GroupFigures = z.object({
  count: z.number(),
  nanCount: z.number(),
  mean: WireNumber.nullable(),
  /** Of a sample: divided by one less than there are. */
  sd: WireNumber.nullable(),
  min: WireNumber.nullable(),
  max: WireNumber.nullable(),
});
export type GroupFigures = z.infer<typeof GroupFigures>;

export const RunGroup = z.object({
  /** In the order of `by`; null: the run has none, which is a group of its own. */
  values: z.array(z.string().nullable()),
  count: z.number(),
  /** Runs of each status that occurs. */
  statuses: z.partialRecord(RunStatus, z.number()),
  /** In the order of `metrics`. */
  metrics: z.array(GroupFigures),
  /** What finds its runs, in place of the filter of the set; null where a key has all three kinds of quotes. */
  filter: z.string().nullable(),
});
export type RunGroup = z.infer<typeof RunGroup>;

export const RunGroups = z.object({
  groups: z.array(RunGroup),
  /** Groups on all pages. */
  total: z.number(),
  nextCursor: z.string().nullable(),
});
export type RunGroups = z.infer<typeof RunGroups>;

export const exportFormats = ['csv', 'json', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const exportColumns = ['id', 'name', 'status', 'kind', 'user', 'created', 'started', 'ended', 'duration'];

export const ExportRunsInput = RunSet.extend({
  sort: RunSorts,
  columns: z
    .array(ColumnName)
    .min(1)
    .max(5_000, 'must have at most 5,000 columns')
    .refine((names) => distinct(names, (name) => name), 'names a column twice')
    .default(exportColumns),
});
export type ExportRunsInput = z.infer<typeof ExportRunsInput>;

/** The same as fields of an address; a key of the order with a minus before it goes down. */
export const ExportRunsQuery = z.object({
  experimentId: z.coerce.number().int().positive().optional(),
  filter: RunSet.shape.filter,
  archived: z.stringbool().optional(),
  text: RunSet.shape.text,
  regex: RunSet.shape.regex,
  columns: z.array(z.string()).optional(),
  sort: z.array(z.string()).optional().describe('As in sort=-metric:loss&sort=name'),
});
