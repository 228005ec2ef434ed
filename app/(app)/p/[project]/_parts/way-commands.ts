/** What to paste so that an unchanged mlflow script logs here. */
export function mlflowCommands({ base, withToken }: { base: string; withToken: boolean }): string {
  return [
    'pip install mlflow',
    `export MLFLOW_TRACKING_URI=${base}`,
    ...(withToken ? ['export MLFLOW_TRACKING_TOKEN=YOUR_TOKEN'] : []),
    'python train.py',
  ].join('\n');
}

/** What to paste to log a first run with nothing but curl. */
export function apiCommands({ base, withToken }: { base: string; withToken: boolean }): string {
  return [
    `curl ${base}/api/v1/runs \\`,
    ...(withToken ? ["  -H 'authorization: Bearer YOUR_TOKEN' \\"] : []),
    "  -H 'content-type: application/json' \\",
    `  -d '{"name": "first-run", "params": {"lr": "0.003"}}'`,
  ].join('\n');
}
