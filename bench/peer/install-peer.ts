import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '#lib/server/run-program.ts';

const requirements = path.join(import.meta.dirname, 'requirements.txt');
const environments = path.resolve(import.meta.dirname, '../../.venv');
const tenMinutes = 600_000;

/**
 * The Python that has the peer: the one of TRAZA_PEER_PYTHON, or one made for it below .venv/, in a folder named after
 * the digest of what it must hold; an interrupted install is thrown away.
 * @throws Error when there is no Python 3 or its packages cannot be had
 */
export async function installPeer(): Promise<string> {
  const given = process.env.TRAZA_PEER_PYTHON;
  if (given) return given;
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = path.join(environments, `peer-${digest}`);
  const python = path.join(folder, 'bin/python');
  const complete = path.join(folder, 'complete');
  if (existsSync(complete)) return python;
  rmSync(folder, { recursive: true, force: true });
  await runProgram({ command: 'python3', args: ['-m', 'venv', folder], timeoutMs: tenMinutes });
  await runProgram({
    command: python,
    args: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    timeoutMs: tenMinutes,
  });
  writeFileSync(complete, '');
  return python;
}
