import { z } from 'zod';
import { WireNumber } from '../metrics/schema.ts';
import { Key, ParamValues, TagValue, TagValues } from '../params/schema.ts';
import { textUpTo } from '../text-length.ts';

export const runStatuses = ['queued', 'running', 'finished', 'failed', 'canceled'] as const;
export const RunStatus = z.enum(runStatuses);
export type RunStatus = z.infer<typeof RunStatus>;

export const runKinds = [
  'train',
  'evaluate',
  'batch-predict',
  'import',
  'split',
  'reproduce',
  'example',
  'external',
] as const;
export const RunKind = z.enum(runKinds);
export type RunKind = z.infer<typeof RunKind>;

/** A run that a client logs itself; jobs make theirs when they are queued. */
export const CreateRunInput = z.object({
  /** The experiment's number; the project's `Default` when left out. */
  experimentId: z.number().int().positive().optional(),
  name: textUpTo(250, { trim: true }).min(1).optional(),
  params: ParamValues.optional(),
  tags: TagValues.optional(),
  parentRunId: z.string().optional(),
  /** Milliseconds since 1970. */
  startedAt: z.number().int().min(0).optional(),
});
export type CreateRunInput = z.infer<typeof CreateRunInput>;

export const ListRunsInput = z.object({
  experimentId: z.coerce.number().int().positive().optional(),
  /** Several are allowed: ?status=running&status=queued */
  status: z.array(RunStatus).optional(),
  kind: z.array(RunKind).optional(),
  /** Part of the name, or the beginning of the id. */
  text: z.string().max(200).optional(),
  /** Runs made to check this one. */
  reproductionId: z.string().optional(),
  /** true: only archived runs; they are left out otherwise. */
  archived: z.union([z.boolean(), z.stringbool()]).optional(),
  /** In the dashboard's words: `lr > 0.01 and (optimizer = adam or name contains "warm")`. */
  filter: z.string().max(20_000).optional().describe('As in: lr > 0.01 and (optimizer = adam or name contains "warm")'),
  /**
   * `created`, another of the words below, or `metric:<key>` (its last value), `param:<key>`, `tag:<key>`. Runs without
   * the value come last, runs with NaN before them; equal ones newest first.
   */
  sort: z
    .string()
    .regex(
      /^(created|started|ended|duration|name|status|kind|user|actor|id|(metric|param|tag):.+)$/s,
      'must be created, started, ended, duration, name, status, kind, user, actor, id, metric:<key>, param:<key> or tag:<key>',
    )
    .default('created'),
  order: z.enum(['asc', 'desc']).default('desc'),
});

const MetricFigures = z.object({
  last: WireNumber,
  min: WireNumber.nullable(),
  max: WireNumber.nullable(),
  lastStep: z.number(),
});

/** A run as lists show it. */
export const RunAnswer = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  status: RunStatus,
  statusReason: z.string().nullable(),
  experimentId: z.number().nullable(),
  actor: z.string(),
  recipeDigest: z.string().nullable(),
  reproductionId: z.string().nullable(),
  parentRunId: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Taken out of lists and closed for writes. */
  archived: z.boolean(),
  /** When its client last wrote anything, within a few seconds; null for work of the platform. */
  lastWordAt: z.iso.datetime().nullable(),
  /** Its client has said nothing for ten minutes and has not ended it. It may still come back: nothing fails it. */
  stalled: z.boolean(),
  params: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
  metrics: z.record(z.string(), MetricFigures),
});
export type RunAnswer = z.infer<typeof RunAnswer>;

const VersionLink = z.object({ id: z.string(), name: z.string(), number: z.number(), digest: z.string() });
/** A model version whose files are not here has no digest. */
const ModelLink = VersionLink.extend({ digest: z.string().nullable() });

export const RunInputAnswer = z.object({
  role: z.string(),
  digest: z.string(),
  /** Taken from the bytes before the run started and after it ended; null where nobody did. */
  digestBefore: z.string().nullable(),
  digestAfter: z.string().nullable(),
  dataset: VersionLink.nullable(),
  model: ModelLink.nullable(),
});
export type RunInputAnswer = z.infer<typeof RunInputAnswer>;

/** Another run, for a link. */
const RunLink = z.object({ id: z.string(), name: z.string(), status: RunStatus });

/** What a client told about what its run read and made; the bytes need not be here. */
export const LoggedThings = z.object({
  datasets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** The client's own, of whatever it takes it over. */
      digest: z.string(),
      /** What the run read it for, such as training. */
      context: z.string().nullable(),
      sourceType: z.string(),
      /** Where the client read it, in its words. */
      source: z.string(),
    }),
  ),
  models: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** PENDING, READY or UPLOAD_FAILED. */
      status: z.string(),
      direction: z.enum(['input', 'output']),
      step: z.number(),
    }),
  ),
});

/** A run that is part of another one. */
const ChildRun = RunLink.extend({
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Of the metric that is shown of all of them; null where this one has not logged it. */
  figures: MetricFigures.nullable(),
  /** Of the params shown of all of them, those it has, cut at 200 characters. */
  params: z.record(z.string(), z.string()),
});

const ChildRuns = z.object({
  total: z.number(),
  /** The metric shown of each: the experiment's main one, or else the one that most of them logged. */
  metric: z.object({ key: z.string(), direction: z.enum(['max', 'min']).nullable() }).nullable(),
  /** Params shown of each: the three that differ most between them, the one with most values first. */
  params: z.array(z.string()),
  items: z.array(ChildRun),
});

/** A run with all that its page shows beside curves, logs and files. */
export const RunDetail = RunAnswer.extend({
  /** Who ran it, in the words of the client. */
  userName: z.string().nullable(),
  parent: RunLink.nullable(),
  /** Runs that say they are part of this one; the first 100. */
  children: ChildRuns,
  logged: LoggedThings,
  /** The recipes sealed of it, oldest first: one at each end, one more where something was written later. */
  recipes: z.array(z.object({ revision: z.number(), digest: z.string(), createdAt: z.iso.datetime() })),
  experiment: z.object({ id: z.number(), name: z.string() }).nullable(),
  taintedReason: z.string().nullable(),
  environment: z.record(z.string(), z.json()).nullable(),
  environmentDigest: z.string().nullable(),
  summary: z.record(z.string(), z.json()),
  inputs: z.array(RunInputAnswer),
  outputs: z.object({
    datasets: z.array(VersionLink),
    models: z.array(ModelLink),
    files: z.number(),
    bytes: z.number(),
  }),
  job: z.object({ id: z.string(), state: z.string(), attempt: z.number() }).nullable(),
});
export type RunDetail = z.infer<typeof RunDetail>;

/** Large parts of a run that are asked for by themselves; they come empty. */
export const RunParts = z.array(z.enum(['params', 'metrics']));
export type RunParts = z.infer<typeof RunParts>;

/** How a run that a client logs ends. */
export const FinishRunInput = z.object({
  status: z.enum(['finished', 'failed', 'canceled']).default('finished'),
  reason: textUpTo(2_000).optional(),
  /** Milliseconds since 1970. */
  endedAt: z.number().int().min(0).optional(),
});
export type FinishRunInput = z.infer<typeof FinishRunInput>;

export const maxNoteLength = 100_000;
/** Each that is removed is a statement by itself, while the run is held. */
const mostTagChanges = 100;

/** What may be changed of any run, also of one that a job made. */
export const UpdateRunInput = z.object({
  name: textUpTo(250, { trim: true }).min(1).optional(),
  /** In Markdown; '' for none. The tag mlflow.note.content. */
  note: textUpTo(maxNoteLength).optional(),
  /** Tags to set; null removes one. Here because a key may hold a slash, which no address can. */
  tags: z
    .record(Key, TagValue.nullable())
    .refine((tags) => Object.keys(tags).length <= mostTagChanges, `must have at most ${mostTagChanges} tags`)
    .optional(),
  /** true takes it out of lists and closes it for writes; false restores it. */
  archived: z.boolean().optional(),
});
export type UpdateRunInput = z.infer<typeof UpdateRunInput>;

/** One of the five answers. */
export const Answer = z.object({
  /** false: it was not recorded, and `text` says so. */
  recorded: z.boolean(),
  text: z.string(),
  detail: z.array(z.string()),
  /**
   * `target`: dataset-version:<id>, model-version:<id>, logged-dataset:<id>, logged-model:<id>, code:<digest>, recipe:<digest>,
   * artifacts:<run>, or an address under http or https.
   */
  links: z.array(z.object({ label: z.string(), target: z.string() })),
});
export type Answer = z.infer<typeof Answer>;

/** Which data, when, which parameters, which code, and what came out and where. */
export const FiveAnswers = z.object({
  data: Answer,
  when: Answer,
  parameters: Answer,
  code: Answer,
  outputs: Answer,
  /** Names of the answers that were not recorded. */
  missing: z.array(z.string()),
});
export type FiveAnswers = z.infer<typeof FiveAnswers>;

export const runEventKinds = [
  'created',
  'queued',
  'started',
  'attempt-started',
  'attempt-ended',
  'cancel-asked',
  'retried',
  'ended',
  'sealed',
  'tagged',
  'untagged',
  'renamed',
  'noted',
  'archived',
  'restored',
  'reproduction',
  'registered',
] as const;

/** Something that happened to a run. */
export const RunEvent = z.object({
  at: z.iso.datetime(),
  kind: z.enum(runEventKinds),
  /** Who did it: a person, a client, a worker; null where nobody is known. */
  by: z.string().nullable(),
  /** What is to be said of it: the outcome, the reason, the key of a tag, the number of an attempt or revision. */
  facts: z.record(z.string(), z.string()),
});
export type RunEvent = z.infer<typeof RunEvent>;
