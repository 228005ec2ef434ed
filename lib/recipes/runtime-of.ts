import versions from '../../package.json' with { type: 'json' };
import type { Backend } from '../queue/kinds/backends.ts';

/** The library that computes on a backend and the version of it that is pinned here; a Python model brings its own. */
export function runtimeOf(backend: Exclude<Backend, 'python'>): { name: string; version: string } {
  return backend === 'onnxruntime'
    ? { name: 'onnxruntime', version: versions.dependencies['onnxruntime-node'] }
    : { name: 'tfjs', version: versions.dependencies['@tensorflow/tfjs'] };
}
