import { artifactPath } from './artifact-path.ts';
import { type ArtifactAddress, nobodys, parseArtifactAddress } from './artifact-root.ts';

export interface UploadTarget extends ArtifactAddress {
  /** The whole address of the file to be. */
  text: string;
}

/**
 * Where a file goes that is sent in parts: its client names the folder, and the file as it lies on its own disk, of which
 * only the last part counts.
 * @throws DomainError INVALID_INPUT (folder or name), NOT_FOUND (nobody's folder)
 */
export function uploadTarget(folder: string, localPath: string): UploadTarget {
  const address = parseArtifactAddress(folder);
  if (!address) throw nobodys(folder);
  const name = localPath.split(/[/\\]/).at(-1) ?? '';
  const path = artifactPath(address.path === '' ? name : `${address.path}/${name}`);
  return { owner: address.owner, path, text: artifactPath(`${folder}/${name}`) };
}
