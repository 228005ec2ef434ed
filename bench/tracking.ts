import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import type { Bar } from './bar.ts';
import { startPeer } from './peer/start-peer.ts';
import { startPlatform } from './platform.ts';
import { durabilityOf, requireDurable } from './tracking/durability.ts';
import { measureSide, type SideFigures } from './tracking/measure-side.ts';
import { sideBars } from './tracking/side-bars.ts';

const seconds = Number(process.env.TRAZA_BENCH_SECONDS ?? 12);
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/**
 * Tracking against a real `mlflow server`, over the calls of its own client: first the one, then the other, on this
 * machine, each on a PostgreSQL of the same binaries and settings.
 */
export async function tracking(): Promise<Bar[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'traza-bench-tracking-'));
  try {
    const theirs = await measurePeer(scratch);
    const ours = await measureOurs(scratch);
    return sideBars(theirs, ours);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measurePeer(scratch: string): Promise<SideFigures> {
  say('starting the peer: installing it the first time takes minutes');
  const peer = await startPeer(path.join(scratch, 'peer'));
  try {
    say(peer.version);
    await checkDurability('mlflow', peer.databaseUrl);
    return await measureSide({
      side: {
        name: 'mlflow',
        url: peer.url,
        connections: ['keep-alive', 'fresh'],
        expectedPointsPerSecond: 40_000,
      },
      seconds,
      calls: { search: 20, page: 5, history: 3 },
      say,
    });
  } finally {
    await peer.stop();
  }
}

async function measureOurs(scratch: string): Promise<SideFigures> {
  say('the peer is stopped; starting ours');
  const database = await startEmbeddedPostgres({ dir: path.join(scratch, 'ours') });
  try {
    await checkDurability('traza', database.url);
    const platform = await startPlatform({ DATABASE_URL: database.url });
    try {
      return await measureSide({
        side: { name: 'traza', url: platform.url, connections: ['keep-alive'], expectedPointsPerSecond: 400_000 },
        seconds,
        calls: { search: 200, page: 40, history: 15 },
        say,
      });
    } finally {
      await platform.stop();
    }
  } finally {
    await database.stop();
  }
}

async function checkDurability(side: string, databaseUrl: string): Promise<void> {
  const found = await durabilityOf(databaseUrl);
  say(
    `${side}: ${Object.entries(found)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  );
  requireDurable(side, found);
}
