/** What of an experiment its id on the wire depends on. */
export interface ExperimentIdentity {
  id: number;
  /** The project's `Default`, which MLflow's clients know as "0". */
  isDefault: boolean;
}

/** The id under which MLflow's clients know an experiment: a decimal number, "0" for the default one of the project. */
export function experimentIdOf({ id, isDefault }: ExperimentIdentity): string {
  return isDefault ? '0' : String(id);
}

/** Reads an experiment id as clients write it; undefined for text that is no such id. 0 is the project's default one. */
export function readExperimentId(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id < 2 ** 31 ? id : undefined;
}
