// A process that ticks schedules with a clock of its own: ticker-for-tests.ts <url> <data folder> <shift in ms>
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { createBlobStore } from '#lib/blobs/create-blob-store.ts';
import { connectDb } from '#lib/db/client.ts';
import { tickSchedules } from '../tick/tick-schedules.ts';

const [url = '', dataDir = '', shift = '0'] = process.argv.slice(2);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...args: ConstructorParameters<DateConstructor> | []) {
    super(...((args.length === 0 ? [RealDate.now() + Number(shift)] : args) as [number]));
  }
  static override now(): number {
    return RealDate.now() + Number(shift);
  }
} as DateConstructor;

const db = connectDb(url);
const blobs = createBlobStore({ kind: 'postgres', dataDir, cacheBytes: 2 ** 20 });
const log = pino({ level: 'silent' });
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
for (;;) await wait(Math.min(50, await tickSchedules({ db, blobs, log })));
