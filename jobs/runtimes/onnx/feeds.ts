import type { Tensor } from 'onnxruntime-node';
import { DomainError } from '#lib/errors.ts';
import type { GraphInput } from '#lib/models/onnx/graph-columns.ts';
import { allocate, type Elements, type ElementType, type InputPlan, isElementType } from '../fill-inputs.ts';
import type { Onnxruntime } from './load-onnxruntime.ts';

/** An input of a graph whose elements columns turn into. */
export type OnnxInput = GraphInput & InputPlan;

/** @throws DomainError BAD_FILE for types of elements that no column turns into */
export function requireElements(inputs: readonly GraphInput[]): OnnxInput[] {
  return inputs.map((input) => {
    const { name, type } = input;
    if (isElementType(type)) return { ...input, type };
    throw new DomainError('BAD_FILE', `The input ${name} of the ONNX model takes ${type}, which no column turns into.`);
  });
}

/** The rows [from, from + count) of what was filled, by the names of the inputs. */
export function feedsOf(
  ort: Onnxruntime,
  inputs: readonly OnnxInput[],
  elements: readonly Elements[],
  from: number,
  count: number,
): Record<string, Tensor> {
  return Object.fromEntries(
    inputs.map((input, index) => {
      const width = input.columns.length;
      const part = partOf(elements[index] as Elements, from * width, (from + count) * width);
      return [input.name, tensorOf(ort, input, part, count)];
    }),
  );
}

/** Tensors of empty values, to learn from what a model answers. */
export function emptyFeeds(ort: Onnxruntime, inputs: readonly OnnxInput[], count: number): Record<string, Tensor> {
  return Object.fromEntries(
    inputs.map((input) => [
      input.name,
      tensorOf(ort, input, allocate(input.type as ElementType, count * input.columns.length), count),
    ]),
  );
}

function partOf(elements: Elements, from: number, to: number): Elements {
  return Array.isArray(elements) ? elements.slice(from, to) : elements.subarray(from, to);
}

function tensorOf(ort: Onnxruntime, input: OnnxInput, elements: Elements, count: number): Tensor {
  const dims = input.shape.length < 2 ? [count] : [count, input.columns.length];
  return new ort.Tensor(input.type as 'float32', elements as Float32Array, dims);
}
