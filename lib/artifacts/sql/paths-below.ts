// Behind every path of up to 1,000 bytes.
const end = '\u{10ffff}'.repeat(251);

/**
 * The paths below a folder ('' for all) as an open interval: `path > from AND path < to` reads one range of the primary
 * key, since paths are ordered by their bytes and '0' comes right after '/'. `start` is the character, counted from 1, where the part below the folder begins.
 */
export function pathsBelow(folder: string): { from: string; to: string; start: number } {
  if (folder === '') return { from: '', to: end, start: 1 };
  return { from: `${folder}/`, to: `${folder}0`, start: Array.from(folder).length + 2 };
}
