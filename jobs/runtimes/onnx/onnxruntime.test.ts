import { describe } from 'vitest';
import { onnxFlights } from '#jobs/testing/onnx-flights.ts';
import { runtimeOf } from '#lib/recipes/runtime-of.ts';
import { checkRuntime } from '../testing/check-runtime.ts';

describe('a graph with its weights', () => {
  checkRuntime({ backend: 'onnxruntime', library: runtimeOf('onnxruntime'), files: async () => onnxFlights() });
});

describe('a graph whose weights lie beside it', () => {
  checkRuntime({
    backend: 'onnxruntime',
    library: runtimeOf('onnxruntime'),
    files: async () => onnxFlights({ apart: true }),
  });
});
