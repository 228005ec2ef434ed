import { DomainError } from '../errors.ts';
import { artifactFolder, artifactPath } from './artifact-path.ts';
import type { FileOwner } from './file-owner.ts';

/** Whose files an address means, as the address says it: nothing here was looked up. */
export interface ArtifactOwner extends FileOwner {
  /** What stands before it: the experiment's id on the wire, or the path of its location. */
  root: string;
}

export interface ArtifactAddress {
  owner: ArtifactOwner;
  /** Relative to the owner's files; '' is their root. */
  path: string;
}

const runId = /^[0-9a-f]{32}$/;
const modelId = /^m-[0-9a-f]{32}$/;
const traceId = /^tr-[0-9a-f]{32}$/;

function ownerAt(segments: string[], at: number): { owner: ArtifactOwner; length: number } | undefined {
  const [first = '', second = '', third = ''] = segments.slice(at, at + 3);
  const root = segments.slice(0, at).join('/');
  if (runId.test(first) && second === 'artifacts') return { owner: { kind: 'run', id: first, root }, length: 2 };
  if (first === 'models' && modelId.test(second) && third === 'artifacts') {
    return { owner: { kind: 'logged-model', id: second, root }, length: 3 };
  }
  if (first === 'traces' && traceId.test(second) && third === 'artifacts') {
    return { owner: { kind: 'trace', id: second, root }, length: 3 };
  }
  return undefined;
}

/**
 * Reads the address of a file or a folder in the artifact proxy, already decoded from the URL:
 * <experiment>/<run>/artifacts/<path>, <experiment>/models/<m-...>/artifacts/<path> and
 * <experiment>/traces/<tr-...>/artifacts/<path>.
 * @returns undefined for an address that is well-formed and nobody's
 * @throws DomainError INVALID_INPUT for text that could mean another place to somebody who reads it differently
 */
export function parseArtifactAddress(text: string): ArtifactAddress | undefined {
  const segments = artifactFolder(text).split('/');
  for (let at = 0; at < segments.length; at += 1) {
    const found = ownerAt(segments, at);
    // Checked once more from here on: a drive or a scheme is one only at the beginning.
    if (found) return { owner: found.owner, path: artifactFolder(segments.slice(at + found.length).join('/')) };
  }
  return undefined;
}

/**
 * The same for the address of one file.
 * @throws DomainError INVALID_INPUT (malformed, or the root itself), NOT_FOUND (nobody's)
 */
export function parseFileAddress(text: string): ArtifactAddress {
  const address = parseArtifactAddress(artifactPath(text));
  if (!address) throw nobodys(text);
  if (address.path === '') artifactPath('');
  return address;
}

/** What is said of a well-formed address that is no run's and no logged model's. */
export function nobodys(text: string): DomainError {
  return new DomainError('NOT_FOUND', `No run and no logged model keeps its files at ${text.slice(0, 300)}.`, {
    fields: [{ path: 'path', message: 'is the address of no run and no logged model' }],
    hint: 'Addresses are <experiment>/<run>/artifacts/<path> and <experiment>/models/<model>/artifacts/<path>.',
  });
}
