import type { Ctx } from '../../context.ts';
import { artifactPath } from '../artifact-path.ts';
import type { LoggedFile, LoggedFiles, LoggedFilesInput } from './schema.ts';
import { type FileRow, loggedFiles } from './sql/logged-files.ts';
import { parseStepName } from './step-name.ts';

const mostFiles = 20_000;

/**
 * The files that runs of this project logged under one name: one for each run, or one for each run and step. Runs that are
 * not of this project have none. At most 20,000 files are looked at, as many of each run.
 * @throws DomainError INVALID_INPUT (name)
 */
export async function listLoggedFiles({ ctx, input }: { ctx: Ctx; input: LoggedFilesInput }): Promise<LoggedFiles> {
  const name = artifactPath(input.name, 'name');
  const runIds = [...new Set(input.runIds)];
  const most = Math.floor(mostFiles / runIds.length);
  const rows = await loggedFiles(ctx, { runIds, name, most });
  return { items: newestOfEachStep(rows, name), cut: rows.some((row, at) => rows[at + most - 1]?.runId === row.runId) };
}

interface Newest {
  file: LoggedFile & { step: number };
  at: number;
  id: string;
}

interface FilesOfRun {
  plain: LoggedFile[];
  steps: Map<number, Newest>;
  /** Paths of small copies by the id that they share with their picture. */
  small: Map<string, string>;
}

/** Rows of each run stand together; so do their answers, in the order of the steps. */
function newestOfEachStep(rows: readonly FileRow[], name: string): LoggedFile[] {
  const runs = new Map<string, FilesOfRun>();
  for (const row of rows) {
    const run: FilesOfRun = runs.get(row.runId) ?? { plain: [], steps: new Map(), small: new Map() };
    runs.set(row.runId, run);
    const read = parseStepName(row.path);
    if (row.path === name) run.plain.push({ ...row, step: null, small: null });
    else if (read?.name !== name) continue;
    else if (read.small) run.small.set(read.id, row.path);
    else {
      const before = run.steps.get(read.step);
      if (before && before.at > read.at) continue;
      run.steps.set(read.step, { file: { ...row, step: read.step, small: null }, at: read.at, id: read.id });
    }
  }
  return [...runs.values()].flatMap(({ plain, steps, small }) => [
    ...plain,
    ...[...steps.values()]
      .map(({ file, id }) => ({ ...file, small: small.get(id) ?? null }))
      .sort((a, b) => a.step - b.step),
  ]);
}
