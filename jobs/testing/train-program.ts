// Trains in a process of its own and prints what came out: `node train-program.ts '{"recipe": …, "train": "file"}'`.
import { createHash } from 'node:crypto';
import { trainLocally } from './local-training.ts';

const given: Parameters<typeof trainLocally>[0] & { noise?: boolean } = JSON.parse(process.argv[2] ?? '{}');
if (given.noise) {
  // Drivers and loggers draw random numbers between our steps, at moments of their own.
  setInterval(() => void Math.random(), 1).unref();
}
const { result, points } = await trainLocally(given);
const digests = Object.fromEntries(
  Object.entries(result.files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
);
const rss = points.flatMap(({ metrics }) => (metrics['system/rss_mb'] === undefined ? [] : [metrics['system/rss_mb']]));
process.stdout.write(
  `\n${JSON.stringify({ backend: result.runtime.backend, digests, metrics: result.metrics, steps: result.steps, peakRssMb: Math.max(0, ...rss) })}\n`,
);
