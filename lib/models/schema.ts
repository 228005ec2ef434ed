import { z } from 'zod';
import { ArtifactAnswer } from '../artifacts/schema.ts';
import { WireNumber } from '../metrics/schema.ts';
import { tooLong, whyNoKey } from '../mlflow/names.ts';
import { exceeds, textUpTo } from '../text-length.ts';
import { promptTextTag } from './promptness.ts';

/**
 * Names of registered models: they appear in URLs and in models:/name/3, so no slash and no colon, and nothing that a
 * second decoding would turn into another name.
 */
export const ModelName = textUpTo(256, { trim: true })
  .min(1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  .regex(/^[^\u0000-\u001f\u007f/\\:]+$/, "Names cannot contain '/', ':', backslashes or control characters")
  .refine((name) => !/%[0-9a-f]{2}/i.test(name), 'must not hold percent-encoded characters')
  .refine((name) => name !== '.' && name !== '..', 'must not be "." or ".."');

/** An alias points at one version of a model and can be moved. MLflow's rule, without plain numbers. */
export const AliasName = z
  .string()
  .regex(/^[\w.-]{1,255}$/, 'must have 1 to 255 letters, digits, "_", "." or "-"')
  .refine((alias) => !/^\.+$/.test(alias), 'must not be "." or ".."')
  .refine(
    (alias) => !/^v?\d+$/i.test(alias) && alias.toLowerCase() !== 'latest',
    'is reserved: it would read like a version; choose a word such as champion',
  );

const longestValue = 100_000;

/** A tag of a registered model or of one of its versions. Who writes a prompt does not know that its text is one. */
export const RegistryTag = z
  .object({
    key: z.string().check((payload) => {
      const why = payload.value === '' ? 'must not be empty' : whyNoKey(payload.value);
      if (why) payload.issues.push({ code: 'custom', message: why, input: payload.value });
    }),
    value: z.string().meta({ maxLength: longestValue }),
  })
  .check(({ value: tag, issues }) => {
    if (!exceeds(tag.value, longestValue)) return;
    const isText = tag.key === promptTextTag;
    const message = isText
      ? `Prompt text exceeds max length of ${longestValue} characters`
      : tooLong('value', longestValue);
    issues.push({ code: 'custom', message, input: tag.value, path: ['value'] });
  });
export const RegistryTags = z.array(RegistryTag);

/** signature.json: what goes in and what comes out. */
export const ModelSignature = z.object({
  task: z.string().optional(),
  inputs: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      duckdbType: z.string().optional(),
      nullable: z.boolean().optional(),
    }),
  ),
  outputs: z.array(z.object({ name: z.string(), type: z.string() })),
  target: z.object({ name: z.string(), classes: z.array(z.string()).optional() }).optional(),
});
export type ModelSignature = z.infer<typeof ModelSignature>;

export const RegisterModelInput = z.object({
  /** Name of the model; made when it is not there yet. */
  model: ModelName,
  runId: z.string().min(1),
  /** The folder of the run that holds the model's files. */
  artifactPath: z.string().default('model'),
  aliases: z.array(AliasName).max(16).default([]),
});
export type RegisterModelInput = z.infer<typeof RegisterModelInput>;

export const ModelFileAnswer = z.object({ path: z.string(), size: z.number(), digest: z.string() });

export const ModelVersionAnswer = z.object({
  id: z.string(),
  model: z.string(),
  number: z.number(),
  /** Merkle root over its files; null where none of them are in Traza. */
  digest: z.string().nullable(),
  flavor: z.string(),
  signature: ModelSignature.nullable(),
  runId: z.string().nullable(),
  artifactPath: z.string(),
  description: z.string(),
  /** As its client said it: models:/m-…, runs:/…, or a place outside Traza. */
  source: z.string().nullable(),
  loggedModelId: z.string().nullable(),
  stage: z.string(),
  tags: z.record(z.string(), z.string()),
  aliases: z.array(z.string()),
  size: z.number(),
  createdAt: z.iso.datetime(),
});
export type ModelVersionAnswer = z.infer<typeof ModelVersionAnswer>;

export const ModelVersionDetail = ModelVersionAnswer.extend({ files: z.array(ModelFileAnswer) });
export type ModelVersionDetail = z.infer<typeof ModelVersionDetail>;

export const ModelAnswer = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  createdAt: z.iso.datetime(),
  versions: z.number(),
  /** Alias -> number of the version. */
  aliases: z.record(z.string(), z.number()),
  latest: ModelVersionAnswer.nullable(),
});
export type ModelAnswer = z.infer<typeof ModelAnswer>;

export const ModelDetail = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  createdAt: z.iso.datetime(),
  /** Newest first. */
  versions: z.array(ModelVersionAnswer),
});
export type ModelDetail = z.infer<typeof ModelDetail>;

/** How a model version is named: by its own id, by number, by alias, or the newest of a model. */
export const ModelReference = z
  .strictObject({
    id: z.string().min(1).optional(),
    name: z.string().min(1).optional(),
    version: z.number().int().min(1).optional(),
    alias: z.string().min(1).optional(),
  })
  .refine((ref) => (ref.id === undefined) !== (ref.name === undefined), {
    error: 'give either the id of a model version, or name with version or alias',
  })
  .refine((ref) => ref.name !== undefined || (ref.version === undefined && ref.alias === undefined), {
    error: 'version and alias go with name; an id already names one version',
  })
  .refine((ref) => ref.version === undefined || ref.alias === undefined, {
    error: 'give a version or an alias, not both',
  });
export type ModelReference = z.infer<typeof ModelReference>;

/** A model as a client logged it, registered or not. */
export const LoggedModelDetail = z.object({
  id: z.string(),
  name: z.string(),
  /** PENDING, READY or UPLOAD_FAILED. */
  status: z.string(),
  statusMessage: z.string().nullable(),
  modelType: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  experiment: z.object({ id: z.number(), name: z.string() }),
  /** The run that made it; null where its client named none, or one that is gone. */
  sourceRun: z.object({ id: z.string(), name: z.string(), status: z.string() }).nullable(),
  params: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
  /** The last point of each metric on each dataset. */
  metrics: z.array(
    z.object({
      key: z.string(),
      value: WireNumber,
      step: z.number(),
      runId: z.string(),
      dataset: z.string().nullable(),
    }),
  ),
  /** Registered versions that were made of it. */
  versions: z.array(z.object({ name: z.string(), number: z.number() })),
  /** Runs that say they read it; the newest hundred. */
  usedBy: z.array(z.object({ id: z.string(), name: z.string(), status: z.string() })),
  files: z.array(ArtifactAnswer),
});
export type LoggedModelDetail = z.infer<typeof LoggedModelDetail>;
