import { loadOnnxModel } from './onnx/load-onnx-model.ts';
import { loadPyfuncModel } from './python/load-pyfunc-model.ts';
import type { Model, ModelToLoad } from './runtime.ts';
import { loadTfjsModel } from './tfjs/load-tfjs-model.ts';

/**
 * Loads a model with the runtime of the backend.
 * @throws DomainError BAD_FILE when the files are no model of that runtime; UNAVAILABLE when the backend does not load
 */
export function loadModel({ backend, ...rest }: ModelToLoad): Promise<Model> {
  switch (backend) {
    case 'onnxruntime':
      return loadOnnxModel({ backend, ...rest });
    case 'python':
      return loadPyfuncModel({ backend, ...rest });
    default:
      return loadTfjsModel({ backend, ...rest });
  }
}
