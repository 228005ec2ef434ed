// Entry of the executor suite: evaluates the code on its command line, with report(value) in reach.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { 'work-dir': { type: 'string' }, code: { type: 'string' } } });
const file = path.join(values['work-dir'] ?? '.', 'program.mjs');
const report =
  'const report = (value) => new Promise((resolve) => process.send(value, undefined, undefined, resolve));\n';
await writeFile(file, `${report}${values.code}`);
await import(pathToFileURL(file).href);
if (process.connected && process.listenerCount('SIGTERM') === 0) process.disconnect();
