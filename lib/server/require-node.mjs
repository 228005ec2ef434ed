// Preloaded by every entry point (node --import). Plain JavaScript: it must run on the old Node it refuses.
const needed = 24;
const major = Number(process.versions.node.split('.')[0]);

if (!(major >= needed)) {
  process.stderr.write(
    `Traza needs Node ${needed} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'npm ci installs Node 24 into node_modules/.bin, and npm scripts use it: run npm ci, then npm start.\n' +
      'If you installed with --ignore-scripts, run: npm rebuild node\n',
  );
  process.exit(1);
}
