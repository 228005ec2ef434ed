import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface GitCommit {
  commit: string;
  /** Tracked files differ from the commit. */
  dirty: boolean;
}

/** The commit of the checkout that `root` is the top of; null where it is none, or where git is not installed. */
export async function gitCommit(root: string): Promise<GitCommit | null> {
  const git = async (...args: string[]) =>
    (await run('git', ['--no-optional-locks', '-C', root, ...args], { timeout: 10_000 })).stdout.trim();
  try {
    // An install below somebody else's checkout has nothing to do with that checkout's commits.
    if ((await git('rev-parse', '--show-prefix')) !== '') return null;
    const commit = await git('rev-parse', 'HEAD');
    return { commit, dirty: (await git('status', '--porcelain', '--untracked-files=no')) !== '' };
  } catch {
    return null;
  }
}
