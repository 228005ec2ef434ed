import { artifactFolder } from '../artifacts/artifact-path.ts';
import { DomainError } from '../errors.ts';

/** What a client names as the source of a model version. Nothing of it is ever opened as a path or an address. */
export type VersionSource =
  | { type: 'logged-model'; id: string }
  | { type: 'run'; runId: string; path: string }
  | { type: 'version'; model: string; number?: number; alias?: string; stage?: string }
  /** In our own artifact store: <experiment>/<run>/artifacts/… or <experiment>/models/<id>/artifacts/… */
  | { type: 'artifacts'; address: string }
  /** An object store that only the client reads. */
  | { type: 'outside'; uri: string };

// Where teams keep models outside the tracking server. Schemes that a server could be made to fetch (http, ftp) or that
// mean a disk (file, none) are not among them.
const outside = new Set([
  's3',
  'gs',
  'gcs',
  'wasb',
  'wasbs',
  'abfs',
  'abfss',
  'hdfs',
  'viewfs',
  'r2',
  'b2',
  'dbfs',
  'uc',
]);

function refused(source: string, why: string): DomainError {
  const shown = source.length > 200 ? `${source.slice(0, 200)}…` : source;
  return new DomainError('INVALID_INPUT', `Invalid model version source: '${shown}'. ${why}`, {
    fields: [{ path: 'source', message: why }],
  });
}

/** Decodes until nothing changes, so that no reader further on sees another path than was checked. */
function decodeWhole(source: string): string {
  let text = source;
  for (let round = 0; round < 10; round += 1) {
    let next: string;
    try {
      next = decodeURIComponent(text);
    } catch {
      return text;
    }
    if (next === text) return text;
    text = next;
  }
  throw refused(source, 'It is encoded too many times.');
}

function checkPath(source: string): void {
  const whole = decodeWhole(source);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  if (/[\u0000-\u001f\u007f\\]/.test(whole)) throw refused(source, 'It holds a backslash or a control character.');
  if (whole.split(/[/;?#]/).some((part) => /^\.{1,2}$/.test(part.trim()))) {
    throw refused(source, 'It must be an absolute path without relative references.');
  }
  if (/[?#;]/.test(whole)) throw refused(source, 'It must not hold a query, a fragment or parameters.');
}

function parseModels(source: string, rest: string): VersionSource {
  if (/^m-[0-9a-f]{32}$/.test(rest)) return { type: 'logged-model', id: rest };
  const versioned = /^([^/@:]+)\/(\d{1,9})$/.exec(rest);
  if (versioned?.[1]) return { type: 'version', model: versioned[1], number: Number(versioned[2]) };
  const aliased = /^([^/@:]+)@([\w.-]+)$/.exec(rest);
  if (aliased?.[1] && aliased[2]) return { type: 'version', model: aliased[1], alias: aliased[2] };
  const staged = /^([^/@:]+)\/([A-Za-z]+)$/.exec(rest);
  if (staged?.[1] && staged[2]) {
    return staged[2].toLowerCase() === 'latest'
      ? { type: 'version', model: staged[1] }
      : { type: 'version', model: staged[1], stage: staged[2] };
  }
  throw refused(
    source,
    'It must be models:/m-<id>, models:/<name>/<version>, models:/<name>@<alias> or models:/<name>/<stage>.',
  );
}

/** Reads the source of a model version. @throws DomainError INVALID_INPUT for whatever is not one of the kinds above */
export function parseVersionSource(source: string): VersionSource {
  checkPath(source);
  const match = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(source);
  const scheme = match?.[1]?.toLowerCase();
  const rest = match?.[2] ?? '';
  if (scheme === undefined) {
    throw refused(
      source,
      'A path on a disk cannot be a source here: upload the files to the run and use runs:/<run_id>/<path>, or models:/m-<id>.',
    );
  }
  if (scheme === 'models') {
    if (rest.startsWith('//')) throw refused(source, 'It must name a model of this server: models:/…');
    return parseModels(source, rest.replace(/^\//, ''));
  }
  if (scheme === 'runs') {
    const run = /^\/([0-9A-Za-z_-]{1,64})(?:\/(.*))?$/s.exec(rest);
    if (!run?.[1]) throw refused(source, 'It must be runs:/<run_id>/<path>.');
    return { type: 'run', runId: run[1], path: artifactFolder(run[2] ?? '', 'source') };
  }
  if (scheme === 'mlflow-artifacts') {
    const address = /^(?:\/\/[^/]*)?\/+(.+)$/s.exec(rest)?.[1];
    if (address === undefined)
      throw refused(source, 'It must name files of a run: mlflow-artifacts:/<experiment>/<run_id>/artifacts/…');
    return { type: 'artifacts', address: artifactFolder(address, 'source') };
  }
  if (outside.has(scheme)) return { type: 'outside', uri: source };
  throw refused(
    source,
    `The scheme ${scheme} cannot be a source: use runs:/<run_id>/<path>, models:/m-<id>, or an object store (s3, gs, wasbs, abfss, hdfs).`,
  );
}
