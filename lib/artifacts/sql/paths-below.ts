// Behind every path of up to 1,000 bytes.
const end = '\u{10ffff}'.repeat(251);

/**
 * The paths below a folder ('' for all) as an open interval: `path > from AND path < to` reads one range of the primary
 * key, since paths are ordered by their bytes and '0' comes right after '/'.
 */
export function pathsBelow(folder: string): { from: string; to: string } {
  return folder === '' ? { from: '', to: end } : { from: `${folder}/`, to: `${folder}0` };
}
