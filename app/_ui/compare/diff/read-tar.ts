const block = 512;

/** The files of a POSIX (ustar) archive as texts, by their paths. What is no plain file is left out. */
export function readTar(archive: Uint8Array): Map<string, string> {
  const files = new Map<string, string>();
  const decoder = new TextDecoder();
  const field = (at: number, length: number) => decoder.decode(archive.subarray(at, at + length)).replace(/\0.*$/s, '');
  for (let at = 0; at + block <= archive.length && archive[at] !== 0; ) {
    const size = Number.parseInt(field(at + 124, 12), 8) || 0;
    const [name, prefix, type] = [field(at, 100), field(at + 345, 155), field(at + 156, 1)];
    const path = prefix ? `${prefix}/${name}` : name;
    if (type === '0' || type === '') files.set(path, decoder.decode(archive.subarray(at + block, at + block + size)));
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}
