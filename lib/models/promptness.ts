/** The tag by which MLflow's clients tell a prompt from a model. */
export const promptTag = 'mlflow.prompt.is_prompt';
export const promptTextTag = 'mlflow.prompt.text';

/** Whether tags say that they belong to a prompt; of a tag given twice the last one counts. */
export function isPrompt(tags: Iterable<[key: string, value: string]>): boolean {
  return new Map(tags).get(promptTag)?.toLowerCase() === 'true';
}
