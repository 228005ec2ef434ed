import path from 'node:path';

/**
 * The folder that holds package.json, app, lib and prisma, wherever the process was started from. Next's bundle does
 * not know its file's place; there the process works in that folder, as web.ts and `next build` do.
 */
export const projectRoot: string = import.meta.dirname
  ? path.resolve(/*turbopackIgnore: true*/ import.meta.dirname, '../..')
  : process.cwd();
