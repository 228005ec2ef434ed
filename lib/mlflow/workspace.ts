import { z } from 'zod';
import { type ProjectAnswer, slugSchema } from '../projects/schema.ts';
import { exceeds } from '../text-length.ts';
import { MlflowError } from './error-code.ts';
import { OptionalText } from './wire.ts';

/** A project as MLflow's clients read a workspace: its slug is the name, its own name the description. */
export function serializeWorkspace(project: ProjectAnswer) {
  return { name: project.slug, ...(project.name === project.slug ? {} : { description: project.name }) };
}

export const WorkspaceName = slugSchema;

/** What a request may say of a workspace beside its name. */
export const workspaceFields = {
  description: OptionalText.refine(
    (text) => text === undefined || !exceeds(text, 200),
    'must have at most 200 characters',
  ),
  default_artifact_root: OptionalText,
  trace_archival_config: z
    .object({ location: OptionalText, retention: OptionalText })
    .nullish()
    .transform((value) => value ?? undefined),
};

/** @throws MlflowError where a client wants files or traces of a workspace somewhere else */
export function refusePlaces(input: {
  default_artifact_root?: string | undefined;
  trace_archival_config?: { location?: string | undefined; retention?: string | undefined } | undefined;
}): void {
  const { default_artifact_root: root, trace_archival_config: archive } = input;
  if (!root && !archive?.location && !archive?.retention) return;
  const name = root ? 'default_artifact_root' : 'trace_archival_config';
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Invalid value for '${name}': this server keeps the files and traces of its workspaces itself; leave it out.`,
  );
}
