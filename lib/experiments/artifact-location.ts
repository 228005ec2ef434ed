import { DomainError } from '../errors.ts';
import { exceeds } from '../text-length.ts';

const longest = 2_048;

// What a server could be made to fetch, what stands for something else here, and what is ours to give out.
const refusedSchemes = new Map([
  ['http', 'is no place that files are kept in'],
  ['https', 'is no place that files are kept in'],
  ['ftp', 'is no place that files are kept in'],
  ['runs', 'stands for the files of a run'],
  ['models', 'stands for the files of a model'],
  ['mlflow-artifacts', 'is given out by this server: leave the location out, and the files are kept here'],
]);

/** Decodes until nothing changes, so that no reader further on sees another path than was checked. */
function decodeWhole(text: string): string | undefined {
  let now = text;
  for (let round = 0; round < 10; round++) {
    let next: string;
    try {
      next = decodeURIComponent(now);
    } catch {
      return now;
    }
    if (next === now) return now;
    now = next;
  }
  return undefined;
}

function whyRefused(location: string): string | undefined {
  if (exceeds(location, longest)) return `must have at most ${longest} characters`;
  const whole = decodeWhole(location);
  if (whole === undefined) return 'is encoded too many times';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  if (/[\u0000-\u001f\u007f\\]/.test(whole)) return 'must not hold a backslash or a control character';
  if (/[?#;]/.test(whole)) return "can't include fragments or params, nor a query";
  if (whole.split('/').some((part) => /^\.{1,2}$/.test(part.trim()))) return "must not hold '.' or '..'";
  const [, scheme] = /^\s*([a-z][a-z0-9+.-]*):/i.exec(whole) ?? [];
  const reason = scheme && refusedSchemes.get(scheme.toLowerCase());
  return reason ? `must not begin with ${scheme}: , which ${reason}` : undefined;
}

/**
 * Refuses locations that have a second reading. One that passes is kept as it was said, for clients to read; the server
 * never opens it. @throws DomainError INVALID_INPUT
 */
export function checkArtifactLocation(location: string): string {
  const why = whyRefused(location);
  if (why === undefined) return location;
  const shown = location.length > 200 ? `${location.slice(0, 200)}…` : location;
  throw new DomainError('INVALID_INPUT', `Invalid artifact location '${shown}': 'artifact_location' URL ${why}.`, {
    fields: [{ path: 'artifactLocation', message: why }],
  });
}
