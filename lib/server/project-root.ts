import path from 'node:path';

/** The folder that holds package.json, app, lib and prisma, wherever the process was started from. */
export const projectRoot = path.resolve(import.meta.dirname, '../..');
