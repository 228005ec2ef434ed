import { copyFile, link, mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';

/**
 * Gives the files of a model the names that they call each other by: weights may lie in files beside.
 * @param how linked where the disk is the same, for readers that change nothing; copied for code that is not ours
 * @returns the folder
 */
export async function layOutFiles(
  files: ReadonlyMap<string, string>,
  scratchDir: string,
  how: 'linked' | 'copied',
): Promise<string> {
  const folder = await mkdtemp(path.join(scratchDir, 'model-'));
  for (const [name, at] of files) {
    const target = path.join(folder, name);
    if (!target.startsWith(folder + path.sep)) throw new Error(`The file ${name} would lie outside of its model.`);
    await mkdir(path.dirname(target), { recursive: true });
    if (how === 'linked') await link(at, target).catch(() => copyFile(at, target));
    else await copyFile(at, target);
  }
  return folder;
}
