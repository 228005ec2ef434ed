import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type Facts, gatherFacts } from './fact-rows.ts';
import type { RunHead } from './sql/run-heads.ts';

/** Larger ones are no lists of requirements. */
const mostBytes = 256_000;
/** Files of one comparison; runs of one project mostly share a few. */
const mostFiles = 300;
const mostFilesOfRun = 10;
/** Of one file: no environment has more, and each that only one run has is a row over all runs. */
const mostPackages = 2_000;

type Packages = readonly [name: string, version: string][];

/** What was there when each run computed: runtimes, machine, variables, and the packages that its client kept with it. */
export async function environmentFacts(ctx: Ctx, heads: readonly RunHead[]): Promise<Facts[]> {
  const ids = heads.map((head) => head.id);
  const filesOf = Map.groupBy(await environmentFiles(ctx, ids), (file) => file.runId);
  // Each file is read once, whatever number of runs have it.
  const known = new Map<string, Packages>();
  const kept = new Map<string, EnvironmentFile[]>();
  for (const id of ids) {
    const files = (filesOf.get(id) ?? []).slice(0, mostFilesOfRun);
    kept.set(id, files);
    for (const { digest } of files)
      if (!known.has(digest) && known.size < mostFiles) known.set(digest, readPackages(await textOf(ctx, digest)));
  }
  return heads.map((head) => {
    const { add, facts } = gatherFacts();
    for (const [key, value] of Object.entries(head.environment ?? {})) {
      if (value !== null) add(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
    const packages = new Map<string, string>();
    for (const { digest } of kept.get(head.id) ?? []) {
      for (const [name, version] of known.get(digest) ?? []) if (!packages.has(name)) packages.set(name, version);
    }
    for (const [name, version] of [...packages].sort(([a], [b]) => (a < b ? -1 : 1))) add(name, version, 'package');
    return facts;
  });
}

interface EnvironmentFile {
  [column: string]: unknown;
  runId: string;
  digest: string;
}

/**
 * Files that name packages: those of the models that a run made, and its own, the ones nearest to their root first. A
 * regular expression over each path of 500 runs would take seconds.
 */
function environmentFiles(ctx: Ctx, runIds: readonly string[]): Promise<EnvironmentFile[]> {
  return runStatement<EnvironmentFile>(ctx.db, {
    name: 'compare-environment-files',
    text: `
      SELECT "runId", digest FROM (
        SELECT l.run_id AS "runId", f.digest, f.path FROM traza.run_logged_model l
        JOIN traza.logged_model_file f ON f.model_id = l.model_id
        WHERE l.run_id = ANY($1::text[]) AND l.direction = 'output' AND f.path = ANY($2::text[]) AND f.size <= $3::int
        UNION ALL
        SELECT a.run_id, a.digest, a.path FROM traza.artifact a
        WHERE a.run_id = ANY($1::text[]) AND a.size <= $3::int AND split_part(a.path, '/', -1) = ANY($2::text[])
      ) AS files GROUP BY "runId", digest ORDER BY "runId", min(length(path)), digest`,
    values: [runIds, ['requirements.txt', 'python_env.yaml'], mostBytes],
  });
}

async function textOf(ctx: Ctx, digest: string): Promise<string> {
  return new Response(await ctx.blobs.open(digest)).text();
}

/** Names and versions out of requirements.txt (`numpy==2.1.0`), and the Python of python_env.yaml (`python: 3.11.2`). */
export function readPackages(text: string): [string, string][] {
  const found = text.split('\n').flatMap((line): [string, string][] => {
    const exact = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*===?\s*([^\s;#]+)/.exec(line);
    if (exact?.[1] && exact[2]) return [[exact[1].toLowerCase(), exact[2]]];
    const python = /^python:\s*['"]?([^\s'"]+)/.exec(line);
    if (python?.[1]) return [['python', python[1]]];
    const loose = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([<>~!][^;#]*)?(?:[;#].*)?$/.exec(line);
    return loose?.[1] ? [[loose[1].toLowerCase(), loose[2]?.trim() || '*']] : [];
  });
  return found.slice(0, mostPackages);
}
