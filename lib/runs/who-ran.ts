/** Who began a run, as far as it is known: MLflow's client sends "unknown" where nobody told it a name. */
export function whoRan({ userName, actor }: { userName: string | null; actor: string }): string {
  return userName === null || userName === 'unknown' ? actor : userName;
}
