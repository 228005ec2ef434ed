import { describe } from 'vitest';
import { onnxFlights } from '#jobs/testing/onnx-flights.ts';
import { checkRuntime } from '../testing/check-runtime.ts';

describe('a graph with its weights', () => {
  checkRuntime({ backend: 'onnxruntime', files: async () => onnxFlights() });
});

describe('a graph whose weights lie beside it', () => {
  checkRuntime({ backend: 'onnxruntime', files: async () => onnxFlights({ apart: true }) });
});
