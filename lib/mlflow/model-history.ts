import { z } from 'zod';
import { MlflowError } from './error-code.ts';

/** The tag in which clients before MLflow 3 keep what models a run logged, as a JSON list. */
export const modelHistoryTag = 'mlflow.log-model.history';

const mandatory = ['artifact_path', 'flavors', 'utc_time_created', 'run_id'];
const kept = new Set(['run_id', 'utc_time_created', 'artifact_path', 'model_uuid']);
const Flavors = z.record(z.string(), z.json());
const Model = z.record(z.string(), z.json());
const History = z.array(z.json());

function withoutConfig(flavor: z.output<typeof Flavors>[string]) {
  if (typeof flavor !== 'object' || flavor === null || Array.isArray(flavor)) return flavor;
  const { config: _, ...rest } = flavor;
  return rest;
}

/** A model as the history tells it: where it lies, when it was made, its flavors without their configuration. */
function summarize(modelJson: string): z.output<typeof Model> {
  let given: unknown;
  try {
    given = JSON.parse(modelJson);
  } catch {
    throw new MlflowError('INVALID_PARAMETER_VALUE', 'Malformed model info: model_json is not a valid JSON.');
  }
  const model = Model.safeParse(given);
  if (!model.success) throw new MlflowError('INVALID_PARAMETER_VALUE', 'Malformed model info: it is no JSON object.');
  const missing = mandatory.filter((name) => !Object.hasOwn(model.data, name));
  if (missing.length > 0) {
    throw new MlflowError('INVALID_PARAMETER_VALUE', `Model json is missing mandatory fields: ${missing.join(', ')}`);
  }
  const flavors = Flavors.safeParse(model.data.flavors);
  if (!flavors.success) throw new MlflowError('INVALID_PARAMETER_VALUE', 'The flavors of a model are a JSON object.');
  return {
    ...Object.fromEntries(Object.entries(model.data).filter(([name]) => kept.has(name))),
    flavors: Object.fromEntries(Object.entries(flavors.data).map(([name, flavor]) => [name, withoutConfig(flavor)])),
  };
}

/** With a space after each colon and comma, as the clients write the list themselves. */
function spaced(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(/,\n */g, ', ').replace(/\n */g, '');
}

/**
 * The history with one model more. @param history the tag as it is; one that holds no list begins anew
 * @throws MlflowError for a model that lacks what every model has
 */
export function addToHistory(history: string | undefined, modelJson: string): string {
  const model = summarize(modelJson);
  let before: unknown = [];
  try {
    before = history === undefined ? [] : JSON.parse(history);
  } catch {
    // A client wrote something else there.
  }
  return spaced([...(History.safeParse(before).data ?? []), model]);
}
