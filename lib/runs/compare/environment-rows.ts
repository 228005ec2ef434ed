import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type Facts, gatherFacts } from './fact-rows.ts';
import type { RunHead } from './sql/run-heads.ts';

/** Larger ones are no lists of requirements. */
const mostBytes = 256_000;
/** Of one comparison; runs of one project mostly share a few. */
const mostFiles = 300;

/** What was there when each run computed: runtimes, machine, variables, and the packages that its client kept with it. */
export async function environmentFacts(ctx: Ctx, heads: readonly RunHead[]): Promise<Facts[]> {
  const ids = heads.map((head) => head.id);
  const files = await environmentFiles(ctx, ids);
  const texts = new Map<string, string>();
  for (const { digest } of files) {
    if (!texts.has(digest) && texts.size < mostFiles) texts.set(digest, await textOf(ctx, digest));
  }
  return heads.map((head) => {
    const { add, facts } = gatherFacts();
    for (const [key, value] of Object.entries(head.environment ?? {})) {
      if (value !== null) add(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
    const packages = new Map<string, string>();
    for (const { digest } of files.filter((file) => file.runId === head.id)) {
      for (const [name, version] of readPackages(texts.get(digest) ?? '')) packages.set(name, version);
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

/** Files that name packages: those of the models that a run made, and its own. */
function environmentFiles(ctx: Ctx, runIds: readonly string[]): Promise<EnvironmentFile[]> {
  return runStatement<EnvironmentFile>(ctx.db, {
    name: 'compare-environment-files',
    text: `
      SELECT l.run_id AS "runId", f.digest FROM traza.run_logged_model l
      JOIN traza.logged_model_file f ON f.model_id = l.model_id
      WHERE l.run_id = ANY($1::text[]) AND l.direction = 'output' AND f.path = ANY($2::text[]) AND f.size <= $3::int
      UNION ALL
      SELECT a.run_id, a.digest FROM traza.artifact a
      WHERE a.run_id = ANY($1::text[]) AND a.size <= $3::int AND regexp_replace(a.path, '^.*/', '') = ANY($2::text[])`,
    values: [runIds, ['requirements.txt', 'python_env.yaml'], mostBytes],
  });
}

async function textOf(ctx: Ctx, digest: string): Promise<string> {
  return new Response(await ctx.blobs.open(digest)).text();
}

/** Names and versions out of requirements.txt (`numpy==2.1.0`), and the Python of python_env.yaml (`python: 3.11.2`). */
export function readPackages(text: string): [string, string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const exact = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*===?\s*([^\s;#]+)/.exec(line);
    if (exact?.[1] && exact[2]) return [[exact[1].toLowerCase(), exact[2]]];
    const python = /^python:\s*['"]?([^\s'"]+)/.exec(line);
    if (python?.[1]) return [['python', python[1]]];
    const loose = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([<>~!][^;#]*)?(?:[;#].*)?$/.exec(line);
    return loose?.[1] ? [[loose[1].toLowerCase(), loose[2]?.trim() || '*']] : [];
  });
}
