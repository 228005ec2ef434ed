import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceFiles } from './source-files.ts';

interface Rule {
  /** Files the rule speaks of. */
  from: RegExp;
  /** What they may not import; a specifier inside the tree is given as its path from the root. */
  to: RegExp;
  /** Where the code belongs instead. */
  why: string;
}

/** The import directions of ARCHITECTURE.md. The first rule that matches is reported. */
const rules: Rule[] = [
  {
    from: /^lib\//,
    to: /^(app|jobs)\//,
    why: 'lib knows neither pages nor the worker: move the shared part into lib/<domain>/.',
  },
  {
    from: /^app\//,
    to: /^jobs\//,
    why: 'app and jobs meet in lib: put the payload schema into lib/queue/kinds/ and enqueue a job.',
  },
  { from: /^jobs\//, to: /^app\//, why: 'app and jobs meet in lib: move the shared part into lib/<domain>/.' },
  {
    from: /^(?!app\/|lib\/http\/|lib\/server\/web\.ts|next\.config\.ts)/,
    to: /^next(\/|$)/,
    why: 'only app, lib/http and the front door know Next.',
  },
  {
    from: /^(?!app\/|lib\/ui\/)/,
    to: /^(react|react-dom|recharts|uplot|@xyflow\/react|@tanstack\/react-)/,
    why: 'React lives in app (one domain) or lib/ui (no domain).',
  },
  {
    from: /^(?!lib\/db\/|lib\/server\/postgres\/|prisma\.config\.ts)/,
    to: /^(@prisma\/(?!client\/runtime)|prisma(\/|$))/,
    why: 'Prisma values come from lib/db/client.ts only.',
  },
  {
    from: /^(?!jobs\/executors\/|jobs\/runtimes\/|lib\/server\/|lib\/testing\/|bench\/|e2e\/|lib\/recipes\/git-commit\.ts)/,
    to: /^node:child_process$/,
    why: 'processes are started in jobs/executors, jobs/runtimes and lib/server.',
  },
  {
    from: /^lib\/sdk\//,
    to: /^(?!lib\/(sdk\/|[^/]+\/schema\.ts|errors\.ts)|zod$|\.)/,
    why: 'the SDK runs anywhere: it imports schema.ts files and zod only.',
  },
  {
    from: /^lib\/ui\//,
    to: /^lib\/(?!ui\/|errors\.ts)/,
    why: 'lib/ui is free of domains: components of a domain live in app/_ui/<domain>/.',
  },
  {
    from: /\/schema\.ts$/,
    to: /^(node:|lib\/db\/)/,
    why: 'schema.ts files run in the browser too: keep Node and the database out of them.',
  },
];

const importPattern = /(?:from\s+|import\s*\(\s*|import\s+)['"]([^'"]+)['"]/g;

function resolveSpecifier(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  return specifier;
}

/**
 * Checks one file's name and text against the rules of direction.
 * @param file path from the root, with forward slashes
 * @returns one sentence for each import that points the wrong way
 */
export function importProblems(file: string, text: string): string[] {
  const isTest =
    /\.test\.tsx?$/.test(file) || /(^|\/)testing\//.test(file) || file.startsWith('e2e/') || file.startsWith('bench/');
  const problems: string[] = [];
  if (
    !isTest &&
    file !== 'lib/env.ts' &&
    !file.startsWith('lib/server/') &&
    !/^[^/]+$/.test(file) &&
    /\bprocess\.env\b/.test(text)
  ) {
    if (!file.startsWith('jobs/runtimes/') && !file.startsWith('jobs/executors/')) {
      problems.push(`${file} reads process.env: settings are parsed once in lib/env.ts.`);
    }
  }
  if (isTest) return problems;
  if (/^app\/(.*\/)?loading\.tsx$/.test(file)) {
    problems.push(`${file} holds its page back by 300 ms: what a page on its way looks like is in waiting-page.tsx.`);
  }
  for (const match of text.matchAll(importPattern)) {
    const target = resolveSpecifier(file, match[1] ?? '');
    const broken = rules.find((rule) => rule.from.test(file) && rule.to.test(target));
    if (broken) problems.push(`${file} imports ${target}: ${broken.why}`);
  }
  return problems;
}

/** Checks the whole tree below `root`. */
export function checkImports(root: string): string[] {
  const problems: string[] = [];
  for (const file of sourceFiles(root)) {
    const name = path.relative(root, file).split(path.sep).join('/');
    problems.push(...importProblems(name, readFileSync(file, 'utf8')));
  }
  return problems;
}
