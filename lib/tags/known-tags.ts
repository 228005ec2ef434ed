/** Tags whose values are kept in columns too: the name of a run, who ran it, the run it is part of. */
export const runNameTag = 'mlflow.runName';
export const userTag = 'mlflow.user';
export const parentRunTag = 'mlflow.parentRunId';

/** What a person noted of a run, in Markdown; MLflow's pages show it as its description. */
export const noteTag = 'mlflow.note.content';

/** The colour that a person chose for a run, #rrggbb: MLflow's pages show it too. */
export const colorTag = 'mlflow.runColor';

/** Tags by which clients say which code ran. */
export const codeTags = {
  commit: 'mlflow.source.git.commit',
  repository: 'mlflow.source.git.repoURL',
  branch: 'mlflow.source.git.branch',
  source: 'mlflow.source.name',
  sourceType: 'mlflow.source.type',
  entryPoint: 'mlflow.project.entryPoint',
} as const;

/** Tags in which clients keep what a working copy had changed; the first that is there counts. */
export const diffTags = ['mlflow.source.git.diff', 'mlflow.git.diff'] as const;
/** Whether it had changed anything. */
export const dirtyTag = 'mlflow.source.git.dirty';

const recipeTags: ReadonlySet<string> = new Set(Object.values(codeTags));

/** Whether a tag is part of what a run was asked to do, and so of its recipe. */
export function isRecipeTag(key: string): boolean {
  return recipeTags.has(key);
}
