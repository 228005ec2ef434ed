import { expect, test } from 'vitest';
import { importProblems } from './check-imports.ts';

test('a lib file that imports a page is told where the code belongs', () => {
  const problems = importProblems('lib/runs/get-run.ts', "import { x } from '#app/_ui/run.tsx';");
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('lib/<domain>');
});

test('relative ways out of a folder are followed', () => {
  expect(importProblems('app/api/v1/jobs/route.ts', "import { tick } from '../../../../jobs/worker.ts';")).toHaveLength(
    1,
  );
});

test('settings are read in one place', () => {
  expect(importProblems('lib/runs/get-run.ts', 'const x = process.env.PORT;')).toHaveLength(1);
  expect(importProblems('lib/env.ts', 'parseEnv(process.env)')).toEqual([]);
});

test('the directions of ARCHITECTURE.md are allowed', () => {
  const text = "import { getRun } from '#lib/runs/get-run.ts';\nimport { useState } from 'react';";
  expect(importProblems('app/(app)/p/[project]/page.tsx', text)).toEqual([]);
});

test('a page is not held back by a placeholder', () => {
  expect(importProblems('app/(app)/p/[project]/loading.tsx', '')[0]).toContain('300 ms');
});
