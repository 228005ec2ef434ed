import { z } from 'zod';
import { WireNumber } from '../../metrics/schema.ts';
import { RunStatus } from '../schema.ts';

/** Runs of one comparison. */
export const mostCompared = 500;

export const compareSections = [
  'overview',
  'params',
  'metrics',
  'tags',
  'code',
  'environment',
  'data',
  'models',
  'artifacts',
] as const;
export const CompareSection = z.enum(compareSections);
export type CompareSection = z.infer<typeof CompareSection>;

export const CompareRunsInput = z.object({
  ids: z
    .array(z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 lower-case hex digits'))
    .min(1, 'must name at least one run')
    .max(mostCompared, `must name at most ${mostCompared} runs`),
  /** All when left out. */
  sections: z.array(CompareSection).optional(),
  /** Only rows in which the runs differ. */
  differences: z.boolean().default(false),
  /** Part of the key of a row, in any case. */
  text: z.string().max(200).optional(),
  /** Rows to leave out at the beginning: the `nextOffset` of the answer before. */
  offset: z.number().int().min(0).default(0),
  /** Rows without values. */
  keysOnly: z.boolean().default(false),
});
export type CompareRunsInput = z.input<typeof CompareRunsInput>;

/** A thing with a page of its own. */
const Thing = z.object({
  type: z.enum(['dataset', 'predictions', 'logged-dataset', 'model', 'code', 'experiment', 'run']),
  /** Of a version: the name of what it is a version of; the id or digest of others. */
  name: z.string(),
  number: z.number().optional(),
});

const TextValue = z.object({
  text: z.string(),
  /** Of a text that came cut: its length, and what tells it from others that begin alike. */
  length: z.number().optional(),
  hash: z.string().optional(),
  digest: z.string().optional(),
  thing: Thing.optional(),
});
const FileValue = z.object({ digest: z.string(), size: z.number(), mime: z.string() });
const FiguresValue = z.object({ last: WireNumber, min: WireNumber.nullable(), max: WireNumber.nullable() });

/** What a run has in a row: a text, a number, the figures of a metric, or a file. */
export const CompareValue = z.union([z.string(), z.number(), FiguresValue, FileValue, TextValue]);
export type CompareValue = z.infer<typeof CompareValue>;

export const CompareRow = z.object({
  section: CompareSection,
  /** A name out of the runs; in overview and code one of the words `overviewKeys` and `codeKeys`. */
  key: z.string(),
  /** What of the thing `key`, where a row does not show the thing itself. */
  field: z.enum(['rows', 'columns', 'source', 'package']).optional(),
  differs: z.boolean(),
  /** Each value once. */
  values: z.array(CompareValue),
  /** For each run of the answer the place of its value in `values`; -1: it has none. */
  at: z.array(z.number()),
});
export type CompareRow = z.infer<typeof CompareRow>;

export const ComparedRun = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  status: RunStatus,
  statusReason: z.string().nullable(),
  stalled: z.boolean(),
  archived: z.boolean(),
  experimentId: z.number().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Chosen by a person; null: none. */
  color: z.string().nullable(),
});
export type ComparedRun = z.infer<typeof ComparedRun>;

export const CompareRunsAnswer = z.object({
  /** In the order of the ids. */
  runs: z.array(ComparedRun),
  /** Ids that name no run of this project. */
  missing: z.array(z.string()),
  experiments: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      primaryMetric: z.string().nullable(),
      metricDirection: z.enum(['max', 'min']).nullable(),
    }),
  ),
  /** Of the sections that were asked: rows that fit the text, and in how many of them the runs differ. */
  sections: z.array(
    z.object({
      id: CompareSection,
      rows: z.number(),
      differing: z.number(),
      /** There are more keys than were looked at. */
      more: z.boolean(),
    }),
  ),
  rows: z.array(CompareRow),
  /** null: these were the last rows. */
  nextOffset: z.number().nullable(),
});
export type CompareRunsAnswer = z.infer<typeof CompareRunsAnswer>;
