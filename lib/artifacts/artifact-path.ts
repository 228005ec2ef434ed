import { DomainError } from '../errors.ts';

const maxBytes = 1_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const control = /[\u0000-\u001f\u007f]/;

function problemOf(path: string): string | undefined {
  if (path === '') return 'must not be empty';
  if (Buffer.byteLength(path) > maxBytes) return `must have at most ${maxBytes} bytes`;
  if (!path.isWellFormed()) return 'must be well-formed Unicode';
  if (control.test(path)) return 'must not hold control characters';
  if (path.includes('\\')) return 'uses forward slashes, never back-slashes';
  // Whoever decodes such a path once more would open another one than was checked; one file has one name.
  if (/%[0-9a-f]{2}/i.test(path)) return 'must not hold percent-encoded characters: send it decoded';
  if (path.startsWith('/')) return 'is relative to the run: it must not begin with a slash';
  if (/^[a-z]:/i.test(path) || /^[a-z][a-z0-9+.-]*:\//i.test(path) || /^file:/i.test(path)) {
    return 'is relative to the run: it must not begin with a drive or a scheme';
  }
  if (path.endsWith('/')) return 'names a file: it must not end with a slash';
  for (const segment of path.split('/')) {
    if (segment === '') return 'must not hold empty folder names';
    // Some readers cut a segment at ; ? or # before they resolve it, some drop trailing dots and blanks.
    const [bare = ''] = segment.split(/[;?#]/);
    if (bare !== '' && /^[. ]+$/.test(bare)) return 'must not hold "." or ".." as a folder';
  }
  return undefined;
}

/**
 * Checks a path of an artifact, relative to its run, already decoded from the URL. Paths are names in the database and
 * never opened as files; the rules keep them safe for everybody who unpacks them later, on every system.
 * @throws DomainError INVALID_INPUT
 */
export function artifactPath(path: string, field = 'path'): string {
  const problem = problemOf(path);
  if (problem) {
    throw new DomainError('INVALID_INPUT', `Invalid path: it ${problem}.`, {
      fields: [{ path: field, message: problem }],
      hint: 'Use a relative path such as plots/roc.png.',
    });
  }
  return path;
}

/** A folder of a run: '' is its root, a trailing slash is allowed. @throws DomainError INVALID_INPUT */
export function artifactFolder(folder: string, field = 'path'): string {
  if (folder === '') return '';
  return artifactPath(folder.endsWith('/') ? folder.slice(0, -1) : folder, field);
}

/**
 * A folder as MLflow's client asks for its list: to download `.` it joins that to every path. A `.` means the folder it
 * stands in and leads nowhere; everything else is checked as in artifactFolder.
 * @throws DomainError INVALID_INPUT
 */
export function askedFolder(folder: string, field = 'path'): string {
  const parts = folder.startsWith('/') ? [folder] : folder.split('/').filter((part) => part !== '.');
  return artifactFolder(parts.join('/'), field);
}
