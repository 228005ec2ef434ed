import { z } from 'zod';
import type { ExperimentRecord } from '../experiments/experiment-record.ts';
import { exceeds } from '../text-length.ts';
import { experimentArtifactUri } from './artifact-uri.ts';
import { missingParameter } from './bad-parameter.ts';
import { MlflowError } from './error-code.ts';
import { experimentIdOf, readExperimentId } from './experiment-id.ts';
import { KeyText, tooLong } from './names.ts';
import { OptionalText, repeated } from './wire.ts';

/** The id of an experiment as clients write it: a text, from some clients a number. */
export const ExperimentIdText = z.union([z.string(), z.number().int().transform(String)]);

export const maxExperimentNameLength = 500;
export const maxExperimentTagLength = 20_000;

/** The name of an experiment; it must be there. */
export const ExperimentNameText = z
  .string()
  .min(1)
  .refine((name) => !exceeds(name, maxExperimentNameLength), tooLong('name', maxExperimentNameLength));

/** The value of a tag of an experiment. */
export const ExperimentTagText = OptionalText.transform((value) => value ?? '').refine(
  (value) => !exceeds(value, maxExperimentTagLength),
  tooLong('value', maxExperimentTagLength),
);

/** Tags of a new experiment. */
export const ExperimentTagList = repeated(z.object({ key: KeyText, value: ExperimentTagText }));

/** Where a key comes twice, the last one stands. */
export function readExperimentTags(list: z.output<typeof ExperimentTagList>): Record<string, string> {
  return Object.fromEntries(list.map(({ key, value }) => [key, value]));
}

/**
 * The experiment a request names; 0, or none where it need not name one, is the project's default one.
 * @throws MlflowError for text that is no id: empty is not none, or it would be the default experiment that is changed
 */
export function readExperiment(text: string | undefined): number {
  if (text === undefined) return 0;
  if (text === '') throw missingParameter('experiment_id');
  const id = readExperimentId(text);
  if (id !== undefined) return id;
  if (/^\d+$/.test(text)) {
    throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${text.slice(0, 64)} exists`);
  }
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Invalid experiment ID '${text.slice(0, 64)}'. Experiment ID must be a valid integer.`,
  );
}

/** An experiment as MLflow's clients read it. */
export function serializeMlflowExperiment(experiment: ExperimentRecord) {
  return {
    experiment_id: experimentIdOf(experiment),
    name: experiment.name,
    artifact_location: experimentArtifactUri(experiment),
    lifecycle_stage: experiment.archived ? 'deleted' : 'active',
    last_update_time: experiment.updatedAt,
    creation_time: experiment.createdAt,
    ...(experiment.tags.length > 0 ? { tags: experiment.tags } : {}),
  };
}
