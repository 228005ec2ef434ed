import { z } from 'zod';
import type { LogInputsInput } from '../runs/log-inputs.ts';
import { exceeds } from '../text-length.ts';
import { optionalTextOf, tooLong } from './names.ts';
import { OptionalInt, repeated } from './wire.ts';

/** A text that must be there and not be empty. */
function named(name: string, most: number) {
  return z
    .string()
    .min(1)
    .refine((text) => !exceeds(text, most), tooLong(name, most));
}

const Dataset = z.object({
  name: named('name', 500),
  digest: named('digest', 36),
  source_type: z.string().min(1),
  source: named('source', 65_535),
  schema: optionalTextOf('schema', 1_048_575),
  profile: optionalTextOf('profile', 16_777_215),
});

const InputTag = z.object({ key: named('key', 255), value: named('value', 500) });

/** The datasets of a request to log inputs. */
export const DatasetInputs = repeated(z.object({ tags: repeated(InputTag), dataset: Dataset }));

export function readDatasetInputs(list: z.output<typeof DatasetInputs>): LogInputsInput['datasets'] {
  return list.map(({ dataset, tags }) => ({
    dataset: {
      name: dataset.name,
      digest: dataset.digest,
      sourceType: dataset.source_type,
      source: dataset.source,
      schema: dataset.schema ?? null,
      profile: dataset.profile ?? null,
    },
    tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
  }));
}

/** The models of a request to log inputs. */
export const ModelInputs = repeated(z.object({ model_id: z.string().min(1) }));

/** The models of a request to log outputs: at least one. */
export const ModelOutputs = repeated(z.object({ model_id: z.string().min(1), step: OptionalInt })).refine(
  (models) => models.length > 0,
  'must name at least one model',
);
