import { describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { tfjsBackends } from '../queue/kinds/backends.ts';
import { resolveBackend } from './resolve-backend.ts';

const t = await testDatabase();
let named = 0;

async function worker(backends: string[], more: { ageMs?: number; stopped?: boolean } = {}) {
  await t.db.worker.create({
    data: {
      id: newId(),
      name: `w${++named}`,
      host: 'h',
      pid: 1,
      slots: 1,
      capabilities: { backends },
      heartbeatAt: new Date(Date.now() - (more.ageMs ?? 0)),
      stoppedAt: more.stopped ? new Date() : null,
    },
  });
}

describe('resolveBackend', () => {
  test('follows the workers that are alive', async () => {
    const ctx = await t.newCtx();
    const auto = () => resolveBackend({ ctx, input: { backend: 'auto', among: tfjsBackends } });
    expect(await auto()).toBe('tfjs-wasm');
    expect(await resolveBackend({ ctx, input: { backend: 'tfjs-node', among: tfjsBackends } })).toBe('tfjs-node');
    await worker(['tfjs-node', 'tfjs-wasm'], { ageMs: 120_000 });
    await worker(['tfjs-node', 'tfjs-wasm'], { stopped: true });
    await worker(['tfjs-wasm']);
    expect(await auto()).toBe('tfjs-wasm');
    await expect(resolveBackend({ ctx, input: { backend: 'tfjs-node', among: tfjsBackends } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      fields: [{ path: 'recipe.backend' }],
    });
    await worker(['tfjs-wasm', 'tfjs-node']);
    expect(await auto()).toBe('tfjs-node');
    expect(await resolveBackend({ ctx, input: { backend: 'tfjs-wasm', among: tfjsBackends } })).toBe('tfjs-wasm');
  });
});
