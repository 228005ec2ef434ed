import { createRequire } from 'node:module';
import { DomainError } from '#lib/errors.ts';
import type { RuntimeFacts } from '../runtime.ts';

export type Onnxruntime = typeof import('onnxruntime-node');

const require = createRequire(import.meta.url);

/**
 * Loads the ONNX runtime of this machine's processor; only processes that score such models pay for it.
 * @throws DomainError UNAVAILABLE where there is none
 */
export function loadOnnxruntime(): { ort: Onnxruntime; runtime: RuntimeFacts } {
  try {
    const ort: Onnxruntime = require('onnxruntime-node');
    return { ort, runtime: { backend: 'onnxruntime', versions: { onnxruntime: ort.env.versions.node ?? 'unknown' } } };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new DomainError('UNAVAILABLE', `The backend onnxruntime does not load on this machine: ${why}.`, {
      fields: [{ path: 'backend', message: 'onnxruntime does not load here' }],
      hint: 'npm ci installs it for Linux, macOS and Windows on x64 and arm64; Linux needs glibc.',
      cause,
    });
  }
}
