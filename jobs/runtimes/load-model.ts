import type { Model, ModelToLoad } from './runtime.ts';

/**
 * Loads a model with the runtime of the backend, and nothing of the others.
 * @throws DomainError BAD_FILE, UNPROCESSABLE when the files are no model of that runtime; UNAVAILABLE when the backend
 *   does not load
 */
export async function loadModel({ backend, ...rest }: ModelToLoad): Promise<Model> {
  switch (backend) {
    case 'onnxruntime': {
      const { loadOnnxModel } = await import('./onnx/load-onnx-model.ts');
      return loadOnnxModel({ backend, ...rest });
    }
    case 'python': {
      const { loadPyfuncModel } = await import('./python/load-pyfunc-model.ts');
      return loadPyfuncModel({ backend, ...rest });
    }
    default: {
      const { loadTfjsModel } = await import('./tfjs/load-tfjs-model.ts');
      return loadTfjsModel({ backend, ...rest });
    }
  }
}
