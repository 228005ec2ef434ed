import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { version as duckdbVersion } from '@duckdb/node-api';
import { projectRoot } from '#lib/server/project-root.ts';
import type { RuntimeFacts } from './runtime.ts';

/** Variables that change bits or texts when they differ. */
const variables = [
  'TF_NUM_INTRAOP_THREADS',
  'TF_NUM_INTEROP_THREADS',
  'TF_ENABLE_ONEDNN_OPTS',
  'OMP_NUM_THREADS',
  'TZ',
  'LANG',
  'LC_ALL',
];

/** Instruction sets by which numeric libraries choose their code. */
const relevantFlags =
  /^(sse4_1|sse4_2|avx|avx2|avx512[a-z0-9_]*|avx_vnni|amx_[a-z0-9]+|fma|f16c|asimd[a-z]*|sve2?|bf16|i8mm)$/;

/**
 * What was there when the process computed: everything the bits of its outputs may depend on beside the recipe.
 * The same keys in the same order on every machine.
 */
export function environmentFingerprint(runtime?: RuntimeFacts): Record<string, string | number | boolean | null> {
  const cpu = cpuInfo();
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    os: os.platform(),
    arch: os.arch(),
    glibc: glibcVersion(),
    cpu_model: cpu.model,
    cpu_flags: cpu.flags,
    backend: runtime?.backend ?? null,
    tfjs: runtime?.versions.tfjs ?? null,
    libtensorflow: runtime?.versions.libtensorflow ?? null,
    wasm_simd: runtime?.simd ?? null,
    onnxruntime: runtime?.versions.onnxruntime ?? null,
    python: runtime?.versions.python ?? null,
    mlflow: runtime?.versions.mlflow ?? null,
    python_packages: runtime?.versions.packages ?? null,
    duckdb: duckdbVersion(),
    ...Object.fromEntries(variables.map((name) => [name, process.env[name] ?? null])),
    icu: process.versions.icu ?? null,
    tzdata: process.versions.tz ?? null,
    lock_file: lockFileDigest(),
  };
}

function glibcVersion(): string | null {
  if (process.platform !== 'linux') return null;
  // The report would look up the name of every connection.
  Reflect.set(process.report, 'excludeNetwork', true);
  const report: { header?: { glibcVersionRuntime?: string } } = process.report.getReport();
  return report.header?.glibcVersionRuntime ?? null;
}

function cpuInfo(): { model: string; flags: string } {
  const model = os.cpus()[0]?.model.trim() ?? 'unknown';
  try {
    const line = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
    const flags = line.split(/\s+/).filter((flag) => relevantFlags.test(flag));
    return { model, flags: [...new Set(flags)].sort().join(' ') };
  } catch {
    return { model, flags: '' };
  }
}

function lockFileDigest(): string | null {
  try {
    return createHash('sha256')
      .update(readFileSync(path.join(projectRoot, 'package-lock.json')))
      .digest('hex');
  } catch {
    return null;
  }
}
