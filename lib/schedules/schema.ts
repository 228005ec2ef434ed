import { z } from 'zod';
import { JobError } from '../queue/schema.ts';

/** Kinds of work that a schedule starts. */
export const ScheduledKind = z.enum(['batch-predict', 'evaluate', 'train']);
export type ScheduledKind = z.infer<typeof ScheduledKind>;

export const catchUps = ['latest', 'all', 'none'] as const;
export const CatchUp = z
  .enum(catchUps)
  .describe('Of the times that passed while no worker was there: start the latest, all one after another, or none');
export type CatchUp = z.infer<typeof CatchUp>;

export const overlaps = ['queue', 'skip', 'replace'] as const;
export const Overlap = z
  .enum(overlaps)
  .describe('While the run before has not ended: wait for it, start none, or cancel it');
export type Overlap = z.infer<typeof Overlap>;

const mostTemplate = 64 * 1024;
const Moment = z.iso.datetime({ offset: true });

const definition = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters'),
  kind: ScheduledKind,
  template: z
    .record(z.string(), z.json())
    .refine((template) => JSON.stringify(template).length <= mostTemplate, `must be at most ${mostTemplate} characters`)
    .describe(
      'The payload of such a job as POST /jobs takes it. Texts may hold {{ nominal_time }}, {{ nominal_date }}, {{ interval_start }} and {{ interval_end }}; "asOf" names the newest version of a dataset at a time',
    ),
  cron: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('Five fields, or six with seconds first; names, L, W and # are known'),
  timeZone: z.string().min(1).max(64).describe('An IANA name such as Europe/Zurich'),
  startsAt: Moment.nullable(),
  endsAt: Moment.nullable(),
  jitterSeconds: z.number().int().min(0).max(3_600).describe('A run starts up to so much after its nominal time'),
  catchUp: CatchUp,
  overlap: Overlap,
};

export const CreateScheduleInput = z.object({
  ...definition,
  timeZone: definition.timeZone.default('UTC'),
  startsAt: definition.startsAt.default(null),
  endsAt: definition.endsAt.default(null),
  jitterSeconds: definition.jitterSeconds.default(0),
  catchUp: definition.catchUp.default('latest'),
  overlap: definition.overlap.default('queue'),
  paused: z.boolean().default(false).describe('It starts nothing before it is resumed'),
});
export type CreateScheduleInput = z.input<typeof CreateScheduleInput>;

export const UpdateScheduleInput = z.object({
  revision: z.number().int().min(1).describe('The one that the change starts from: refused where there is a later one'),
  ...z.object(definition).omit({ kind: true }).partial().shape,
});
export type UpdateScheduleInput = z.infer<typeof UpdateScheduleInput>;

export const ResumeScheduleInput = z.object({
  fill: z
    .boolean()
    .default(false)
    .describe('Does for the times of the pause what the rule for catching up says; otherwise they are passed over'),
});
export type ResumeScheduleInput = z.input<typeof ResumeScheduleInput>;

export const PreviewScheduleInput = z.object({
  cron: z.string().max(200),
  timeZone: z.string().max(64).default('UTC'),
  startsAt: Moment.optional(),
  endsAt: Moment.optional(),
  count: z.coerce.number().int().min(1).max(100).default(10),
});
export type PreviewScheduleInput = z.input<typeof PreviewScheduleInput>;

const When = z.iso.datetime();

/** A time that will come. */
export const ScheduleTime = z.object({
  at: When,
  /** How far the clocks of the zone are from UTC then: +05:30. */
  offset: z.string(),
  /** It stands for a time that its day leaves out, because the clocks go forward. */
  moved: z.boolean(),
});
export type ScheduleTime = z.infer<typeof ScheduleTime>;

const Reading = z.object({ en: z.string(), es: z.string() }).nullable();

export const SchedulePreview = z.object({
  /** What the rule means in words; null where there are none for it. */
  reading: Reading,
  times: z.array(ScheduleTime),
  /** What is wrong with it, by field; then there are no times. */
  problems: z.array(
    z.object({
      path: z.string(),
      message: z.string(),
      code: z.string().optional(),
      values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});
export type SchedulePreview = z.infer<typeof SchedulePreview>;

export const slotStates = ['started', 'skipped', 'missed', 'failed'] as const;
export const SlotState = z
  .enum(slotStates)
  .describe(
    'skipped: the run before had not ended; missed: nothing ticked, or it was paused; failed: no run could be made',
  );
export type SlotState = z.infer<typeof SlotState>;

/** What became of one time, or of one press of "run now". */
export const ScheduleSlotAnswer = z.object({
  id: z.string(),
  trigger: z.enum(['time', 'manual']),
  nominalAt: When,
  state: SlotState,
  /** Why nothing was started. Codes beside those of errors: PAUSED, LATE, OVERLAP. */
  reason: JobError.nullable(),
  revision: z.number(),
  decidedAt: When,
  run: z.object({ id: z.string(), name: z.string(), status: z.string(), jobId: z.string().nullable() }).nullable(),
});
export type ScheduleSlotAnswer = z.infer<typeof ScheduleSlotAnswer>;

export const ScheduleAnswer = z.object({
  id: z.string(),
  name: z.string(),
  kind: ScheduledKind,
  template: z.record(z.string(), z.json()),
  cron: z.string(),
  timeZone: z.string(),
  reading: Reading,
  startsAt: When.nullable(),
  endsAt: When.nullable(),
  jitterSeconds: z.number(),
  catchUp: CatchUp,
  overlap: Overlap,
  paused: z.object({ at: When, by: z.string() }).nullable(),
  /** Raised by each edit. */
  revision: z.number(),
  createdAt: When,
  createdBy: z.string(),
  updatedAt: When,
  updatedBy: z.string(),
  /** The nominal time that comes next; null while it is paused and after its end. */
  nextAt: When.nullable(),
  /** The newest time that was decided. */
  last: ScheduleSlotAnswer.nullable(),
});
export type ScheduleAnswer = z.infer<typeof ScheduleAnswer>;

export const ScheduleDetail = ScheduleAnswer.extend({
  upcoming: z.array(ScheduleTime),
  /** Why no run could be made if it were due now; null where all that it names is there. */
  problem: JobError.nullable(),
});
export type ScheduleDetail = z.infer<typeof ScheduleDetail>;
