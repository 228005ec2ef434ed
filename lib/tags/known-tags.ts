/** Tags whose values are kept in columns too: the name of a run, who ran it, the run it is part of. */
export const runNameTag = 'mlflow.runName';
export const userTag = 'mlflow.user';
export const parentRunTag = 'mlflow.parentRunId';
