/** What to paste into Python to load a version with the mlflow client. */
export function loadCommand({ name, number }: { name: string; number: number }): string {
  const uri = JSON.stringify(`models:/${name}/${number}`);
  return `import mlflow\n\nmodel = mlflow.pyfunc.load_model(${uri})`;
}
