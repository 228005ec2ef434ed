import type { Ctx } from '../context.ts';
import { mlflowModelVersion } from '../mlflow/model-version.ts';
import { mlflowRegisteredModel } from '../mlflow/registered-model.ts';
import { getRegisteredModel } from './get-registered-model.ts';
import { requireRegistryVersion } from './require-registry-version.ts';

/** A registered model as MLflow's calls answer it. @throws DomainError NOT_FOUND */
export async function answerModel(ctx: Ctx, name: string) {
  const { model, latest } = await getRegisteredModel({ ctx, input: { name } });
  return { registered_model: mlflowRegisteredModel(model, latest) };
}

/** A model version as MLflow's calls answer it. @throws DomainError NOT_FOUND */
export async function answerVersion(ctx: Ctx, name: string, version: number) {
  return { model_version: mlflowModelVersion(await requireRegistryVersion(ctx, name, version)) };
}
