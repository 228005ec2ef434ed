import { trainLocally } from '#jobs/testing/local-training.ts';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import type { TfjsBackend } from '#lib/queue/kinds/backends.ts';

/** The files that a job loads of a model trained on flights for one epoch. */
export async function trainedFiles(flights: string, backend: TfjsBackend): Promise<Record<string, Buffer>> {
  const recipe = { ...flightsRecipe, backend, epochs: 1, batchSize: 1_000 };
  const { result } = await trainLocally({ recipe, train: flights });
  const { 'model.json': model, 'weights.bin': weights, 'encoders.json': encoders } = result.files;
  return { 'model.json': model, 'weights.bin': weights, 'encoders.json': encoders };
}
