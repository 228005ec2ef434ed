/** A file that was logged under a name again and again, once for each step. */
export interface StepName {
  /** What it was logged as: `images/sample`. */
  name: string;
  step: number;
  /** Milliseconds since 1970, by the clock of who logged it. */
  at: number;
  /** The same for a picture and for the small copy of it. */
  id: string;
  /** It is the small copy that MLflow's client sends along. */
  small: boolean;
}

// What stands behind the name, as MLflow's `log_image(key=, step=)` writes it.
const pattern =
  /[+]step[+](-?\d{1,15})[+]timestamp[+](\d{1,15})[+]([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})([+]compressed)?[.][a-z]{2,5}$/;

/** Reads the path of a file of a step; undefined for any other, which is a file by its own name. */
export function parseStepName(path: string): StepName | undefined {
  const found = pattern.exec(path);
  if (!found || found.index === 0 || path[found.index - 1] === '/') return undefined;
  const [, step, at, id = '', small] = found;
  return { name: path.slice(0, found.index), step: Number(step), at: Number(at), id, small: small !== undefined };
}
