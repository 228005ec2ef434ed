import { copyFile, link, mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';

/**
 * Gives the files of a model the names that they call each other by: weights of an ONNX model may lie in files beside
 * its graph. Linked, not copied, where the disk is the same.
 * @returns the folder
 */
export async function layOutFiles(files: ReadonlyMap<string, string>, scratchDir: string): Promise<string> {
  const folder = await mkdtemp(path.join(scratchDir, 'model-'));
  for (const [name, at] of files) {
    const target = path.join(folder, name);
    if (!target.startsWith(folder + path.sep)) throw new Error(`The file ${name} would lie outside of its model.`);
    await mkdir(path.dirname(target), { recursive: true });
    await link(at, target).catch(() => copyFile(at, target));
  }
  return folder;
}
