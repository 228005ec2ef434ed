import { DomainError } from '#lib/errors.ts';
import { runTool } from './run-tool.ts';

export interface FoundPython {
  program: string;
  /** 3.11.7 */
  version: string;
}

const probe = 'import platform, venv, ensurepip; print(platform.python_version())';
const generic = ['python3', 'python'];

/**
 * A Python that can make environments.
 * @param minor '3.11': models are pickled for one minor version; left out: any
 * @throws DomainError UNAVAILABLE
 */
export async function findPython(minor?: string): Promise<FoundPython> {
  const found: string[] = [];
  for (const program of minor ? [`python${minor}`, ...generic] : generic) {
    const { code, stdout } = await runTool(program, ['-c', probe]);
    const version = stdout.trim();
    if (code !== 0 || version === '') continue;
    if (!minor || version.startsWith(`${minor}.`)) return { program, version };
    found.push(version);
  }
  const there = found.length > 0 ? `; there is ${found.join(', ')}` : '';
  throw new DomainError('UNAVAILABLE', `This machine has no Python ${minor ?? '3'} with venv${there}.`, {
    fields: [{ path: 'backend', message: `Python ${minor ?? '3'} with venv is not here` }],
    hint: `Install python${minor ?? '3'} and its venv module on the machines of the workers.`,
  });
}
