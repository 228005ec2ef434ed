import { spawnSync } from 'node:child_process';
import { accessSync, constants, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '#lib/errors.ts';

/** How PostgreSQL's programs are started: as the user of this process, or as another one when that is root. */
export interface PostgresAccount {
  /** Set when this process is root: who owns the data. */
  owner: { uid: number; gid: number } | undefined;
  /** The command line that runs `program` as that user, and the spawn options that go with it. */
  launch(program: string, args: string[]): { command: string; args: string[]; options: { uid?: number; gid?: number } };
}

/**
 * PostgreSQL refuses to run as root, so root lends it the account "postgres" (made when missing). That account must
 * reach the given folders; where one above them is closed (a clone below /root, say), the process keeps the one
 * capability that lets it pass, and where that cannot be given the error names the folder.
 * @throws DomainError UNAVAILABLE
 */
export function postgresAccount({ folders }: { folders: string[] }): PostgresAccount {
  if (process.getuid?.() !== 0) {
    return { owner: undefined, launch: (command, args) => ({ command, args, options: {} }) };
  }
  const owner = findAccount() ?? createAccount();
  const closed = folders.map((folder) => firstClosedFolder(folder, owner)).find((folder) => folder !== undefined);
  if (closed === undefined) return { owner, launch: (command, args) => ({ command, args, options: owner }) };
  if (!canPassClosedFolders(closed, owner)) {
    throw new DomainError(
      'UNAVAILABLE',
      `The account "postgres" cannot enter ${closed}, and PostgreSQL may not run as root.`,
      {
        hint: `Run chmod o+x ${closed}, set TRAZA_DATA to a folder it can reach (/var/lib/traza), start Traza as another user, or set DATABASE_URL.`,
      },
    );
  }
  return {
    owner,
    launch: (program, args) => ({
      command: 'setpriv',
      args: [...passClosedFolders(owner), program, ...args],
      options: {},
    }),
  };
}

function findAccount(): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : Number.NaN;
  });
  return uid && gid ? { uid, gid } : undefined;
}

function createAccount(): { uid: number; gid: number } {
  spawnSync('groupadd', ['--system', 'postgres']);
  const made = spawnSync('useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres'], {
    encoding: 'utf8',
  });
  const account = findAccount();
  if (account) return account;
  throw new DomainError(
    'UNAVAILABLE',
    `PostgreSQL may not run as root, and the account "postgres" could not be made: ${made.stderr?.trim() || made.error?.message}`,
    {
      hint: 'Make it (useradd --system postgres), start Traza as another user, or set DATABASE_URL.',
    },
  );
}

/** The topmost folder on the way to `target` that the account may not enter. */
function firstClosedFolder(target: string, owner: { uid: number; gid: number }): string | undefined {
  const parts = path.resolve(target).split(path.sep);
  for (let length = 1; length <= parts.length; length++) {
    const folder = parts.slice(0, length).join(path.sep) || path.sep;
    let stats: Stats;
    try {
      stats = statSync(folder);
    } catch {
      return undefined;
    }
    const bit = stats.uid === owner.uid ? 0o100 : stats.gid === owner.gid ? 0o010 : 0o001;
    if (stats.isDirectory() && (stats.mode & bit) === 0) return folder;
  }
  return undefined;
}

function passClosedFolders(owner: { uid: number; gid: number }): string[] {
  return [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
}

function canPassClosedFolders(closed: string, owner: { uid: number; gid: number }): boolean {
  try {
    accessSync(closed, constants.X_OK);
  } catch {
    return false;
  }
  return spawnSync('setpriv', [...passClosedFolders(owner), 'ls', '-d', `${closed}/.`]).status === 0;
}
