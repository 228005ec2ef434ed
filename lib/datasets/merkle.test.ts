import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inPathOrder, manifestDigest, merkleTreeHash } from './merkle.ts';

// Inputs and roots of the certificate-transparency reference tests for RFC 6962 trees.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('merkleTreeHash', () => {
  test('an empty tree is the hash of nothing', () => {
    expect(merkleTreeHash([]).toString('hex')).toBe(createHash('sha256').digest('hex'));
  });

  test.each(roots.map((root, index) => [index + 1, root] as const))(
    '%i leaves give the published root',
    (count, root) => {
      const leaves = inputs.slice(0, count).map((hex) => Buffer.from(hex, 'hex'));
      expect(merkleTreeHash(leaves).toString('hex')).toBe(root);
    },
  );
});

describe('manifestDigest', () => {
  const a = { path: 'a.parquet', size: 3, sha256: 'a'.repeat(64) };
  const b = { path: 'b/é.parquet', size: 4, sha256: 'b'.repeat(64) };

  test('one file: the leaf is the canonical JSON of path, sha256 and size', () => {
    const leaf = `{"path":"a.parquet","sha256":"${'a'.repeat(64)}","size":3}`;
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.of(0), Buffer.from(leaf)]))
      .digest('hex');
    expect(manifestDigest([{ ...a }])).toBe(expected);
  });

  test('the order given does not matter, every path, size and digest does', () => {
    const digest = manifestDigest([a, b]);
    expect(manifestDigest([b, a])).toBe(digest);
    for (const changed of [
      { ...b, path: 'b/e.parquet' },
      { ...b, size: 5 },
      { ...b, sha256: 'c'.repeat(64) },
    ]) {
      expect(manifestDigest([a, changed])).not.toBe(digest);
    }
  });

  test('path order is byte order, not the order of a locale or of UTF-16', () => {
    const paths = ['b', 'B', 'é', 'a', '\u{ff5e}', '\u{1f600}'].map((path) => ({ path }));
    expect(inPathOrder(paths).map((file) => file.path)).toEqual(['B', 'a', 'b', 'é', '\u{ff5e}', '\u{1f600}']);
  });
});
