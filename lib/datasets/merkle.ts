import { createHash } from 'node:crypto';
import { canonicalJson } from '../recipes/canonical-json.ts';
import type { ManifestFile } from './schema.ts';

function sha256(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

/**
 * Merkle tree hash of RFC 6962, section 2.1, over the leaves' bytes: SHA-256 of nothing for an empty list,
 * SHA-256(00 ‖ leaf) for one leaf, else SHA-256(01 ‖ left ‖ right), split at the largest power of two below n.
 */
export function merkleTreeHash(leaves: Uint8Array[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(leafPrefix, only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(nodePrefix, merkleTreeHash(leaves.slice(0, split)), merkleTreeHash(leaves.slice(split)));
}

/** Files in path order: by the bytes of the UTF-8 path, whatever the machine's locale. */
export function inPathOrder<T extends { path: string }>(files: T[]): T[] {
  return files.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

/**
 * The digest of a manifest, 64 hex digits: RFC 6962 Merkle tree hash over its files in path order. A leaf is the
 * RFC 8785 canonical JSON, in UTF-8, of `{"path": …, "sha256": …, "size": …}`. One file or many, prediction sets and
 * models too: the digest depends on paths and bytes alone.
 */
export function manifestDigest(files: Pick<ManifestFile, 'path' | 'size' | 'sha256'>[]): string {
  const leaves = inPathOrder(files).map(({ path, size, sha256: digest }) =>
    Buffer.from(canonicalJson({ path, sha256: digest, size })),
  );
  return merkleTreeHash(leaves).toString('hex');
}
