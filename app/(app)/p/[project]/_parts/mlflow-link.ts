/**
 * The page of ours that a link printed by MLflow's client means: `#/experiments/0/runs/<id>`, `#/experiments/<id>`,
 * `#/models/<name>/versions/<n>`. undefined for any other fragment.
 */
export function pageOfMlflowLink(hash: string): string | undefined {
  const [path = ''] = hash.replace(/^#/, '').split('?');
  const run = /^\/experiments\/\d+\/runs\/([0-9a-f]{32})(?:\/|$)/.exec(path);
  if (run) return `/runs/${run[1]}`;
  const experiment = /^\/experiments\/(\d+)(?:\/|$)/.exec(path);
  if (experiment) return experiment[1] === '0' ? '/experiments/default' : `/experiments/${experiment[1]}`;
  if (path === '/experiments') return '/experiments';
  const version = /^\/models\/([^/]+)\/versions\/(\d+)(?:\/|$)/.exec(path);
  if (version) return `/models/${version[1]}/${version[2]}`;
  const model = /^\/models\/([^/]+)(?:\/|$)/.exec(path);
  if (model) return `/models/${model[1]}`;
  return path === '/models' ? '/models' : undefined;
}
