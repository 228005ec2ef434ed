import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from '#lib/errors.ts';
import { type Lock, lockFile } from './lock-file.ts';

/**
 * Makes the data folder, checks that it can be written, and locks it: one Traza to a folder.
 * @param note what a second starter is told about us, such as the address we serve
 * @throws DomainError UNAVAILABLE when it cannot be written, CONFLICT when another Traza uses it
 */
export async function prepareDataFolder({ dir, note }: { dir: string; note: string }): Promise<Lock> {
  const probe = path.join(dir, `.write-test-${process.pid}`);
  try {
    await mkdir(dir, { recursive: true });
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (cause) {
    await rm(probe, { force: true }).catch(() => {});
    throw new DomainError(
      'UNAVAILABLE',
      `The data folder ${dir} cannot be written: ${cause instanceof Error ? cause.message : cause}.`,
      {
        hint: 'Set TRAZA_DATA to a folder that this user may write, on a disk with space.',
        cause,
      },
    );
  }
  const result = await lockFile(path.join(dir, 'lock'), note);
  if ('lock' in result) return result.lock;
  const { pid, host, since, note: theirs } = result.holder;
  throw new DomainError(
    'CONFLICT',
    `Another Traza uses the data folder ${dir}: process ${pid} on ${host}, started ${since}, at ${theirs}.`,
    {
      hint: `Use that one, stop it (kill ${pid}), or start this one with another TRAZA_DATA and PORT.`,
    },
  );
}
