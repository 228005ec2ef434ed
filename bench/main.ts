import { cpus, totalmem } from 'node:os';
import { generateClient } from '#lib/server/generate-client.ts';
import type { Bar } from './bar.ts';

// npm run bench -- <name>: measures one area on a data folder of its own and exits 1 where a bar falls short.

const benches: Record<string, () => Promise<() => Promise<Bar[]>>> = {
  story: async () => (await import('./story.ts')).story,
  soak: async () => (await import('./soak.ts')).soak,
  tracking: async () => (await import('./tracking.ts')).tracking,
  dashboard: async () => (await import('./dashboard.ts')).dashboard,
};

const name = process.argv[2] ?? '';
const load = benches[name];
if (!load) {
  console.error(
    `There is no bench "${name}". Known: ${Object.keys(benches).join(', ')}. Example: npm run bench -- story`,
  );
  process.exit(2);
}

await generateClient();
const run = await load();
const bars = await run();

const verdict = ({ met }: Bar) => (met === undefined ? '' : met ? 'met' : 'short');
const rows = bars.map((bar) => [bar.name, bar.goal, bar.measured, verdict(bar)]);
const header = ['bar', 'goal', 'measured', ''];
const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
console.log();
for (const row of [header, ...rows])
  console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
console.log();
console.log(
  JSON.stringify({
    bench: name,
    at: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem(), node: process.version },
    bars,
  }),
);
process.exitCode = bars.every((bar) => bar.met !== false) ? 0 : 1;
