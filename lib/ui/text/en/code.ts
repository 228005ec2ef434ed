import { plural } from '../plural.ts';

export const codeText = {
  title: 'Code',
  lead: 'The sources of a built-in kind of work at one version. Its identity is the digest of this list and of the lock file.',
  kind: 'Kind',
  digest: 'Digest',
  commit: 'Git commit',
  recorded: 'Recorded',
  download: 'Download the archive',
  noArchive: 'No archive was stored for this version.',
  files: 'Files',
  path: 'Path',
  size: 'Size',
  fileCount: (count: number) => plural(count, 'file'),
  filter: 'Filter by path',
};
