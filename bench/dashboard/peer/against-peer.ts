import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bar } from '../../bar.ts';
import { startPeer } from '../../peer/start-peer.ts';
import { startPlatform } from '../../platform.ts';
import { openBrowser } from '../browser.ts';
import { measurePages, type PagesFound } from './measure-pages.ts';
import { mlflowUi } from './mlflow-ui.ts';
import { peerBars } from './peer-bars.ts';
import { seedSide } from './seed-side.ts';
import type { SideUi } from './side-ui.ts';
import { trazaUi } from './traza-ui.ts';

interface AgainstPeerInput {
  visits: number;
  say: (text: string) => void;
}

/** The same work on the pages of a real `mlflow server` and on ours: first the peer, then ours, never both at once. */
export async function againstPeer(of: AgainstPeerInput): Promise<Bar[]> {
  const theirs = await measurePeer(of);
  of.say('the peer is stopped; starting ours');
  const platform = await startPlatform();
  try {
    return peerBars(theirs, await measureSide(of, { ui: trazaUi, url: platform.url }));
  } finally {
    await platform.stop();
  }
}

async function measurePeer(of: AgainstPeerInput): Promise<PagesFound[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'traza-bench-peer-'));
  try {
    of.say('starting the peer: installing it the first time takes minutes');
    const peer = await startPeer(scratch);
    try {
      of.say(peer.version);
      return await measureSide(of, { ui: mlflowUi, url: peer.url });
    } finally {
      await peer.stop();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measureSide({ visits, say }: AgainstPeerInput, of: { ui: SideUi; url: string }): Promise<PagesFound[]> {
  say('writing the runs that both show');
  const seeded = await seedSide(of.url);
  say('visiting its pages');
  const browser = await openBrowser();
  try {
    // The first visit warms the server and is not judged.
    const found: PagesFound[] = [];
    for (let visit = 0; visit <= visits; visit += 1) found.push(await measurePages(browser, { ...of, seeded }));
    return found.slice(1);
  } finally {
    await browser.close();
  }
}
