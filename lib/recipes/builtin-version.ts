import type { Ctx } from '../context.ts';
import { projectRoot } from '../server/project-root.ts';
import { builtinSources } from './builtin-sources.ts';
import { canonicalDigest } from './canonical-json.ts';
import { gitCommit } from './git-commit.ts';
import { tarArchive } from './tar-archive.ts';

/** Which source files the built-in kinds of this install have, and the digest over them. Read anew at each call. */
export async function readBuiltinVersion(root: string = projectRoot): Promise<{
  digest: string;
  manifest: Record<string, string>;
  sources: Awaited<ReturnType<typeof builtinSources>>;
}> {
  const sources = await builtinSources(root);
  const manifest = Object.fromEntries(sources.map((file) => [file.path, file.sha256]));
  return { digest: canonicalDigest(manifest), manifest, sources };
}

type Read = ReturnType<typeof readBuiltinVersion>;
/** A thousand schedules that are due at once read the sources a few times, and not a thousand. */
const believedMs = 500;
let last: { read: Read; until: number } | undefined;

function readOfInstall(root: string): Read {
  if (root !== projectRoot) return readBuiltinVersion(root);
  if (last && performance.now() < last.until) return last.read;
  const read = readBuiltinVersion(root);
  last = { read, until: performance.now() + believedMs };
  return read;
}

/**
 * The version of the built-in kinds of this install: the digest over their sources and the lock file. Kept with the
 * list of files, an archive of them, and the git commit where the install is a checkout.
 */
export async function builtinVersion({ ctx, root = projectRoot }: { ctx: Ctx; root?: string }): Promise<{
  digest: string;
}> {
  const { digest, manifest, sources } = await readOfInstall(root);
  const known = await ctx.db.codeVersion.findUnique({ where: { digest }, select: { digest: true } });
  if (!known) {
    const archive = await ctx.blobs.put(tarArchive(sources));
    const git = await gitCommit(root);
    await ctx.db.codeVersion.createMany({
      data: [
        {
          digest,
          kind: 'builtin',
          manifest,
          archiveDigest: archive.digest,
          gitCommit: git && `${git.commit}${git.dirty ? '-dirty' : ''}`,
          createdAt: ctx.now(),
        },
      ],
      skipDuplicates: true,
    });
  }
  return { digest };
}
