import protobuf from 'protobufjs/light.js';

/** What a model of a test is made of, in the words of onnx.proto. */
export interface OnnxSpec {
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  nodes: { op: string; inputs: string[]; outputs: string[]; domain?: string; attributes?: Record<string, Attribute> }[];
  weights?: OnnxWeight[];
}

interface OnnxValue {
  name: string;
  type: keyof typeof elementTypes;
  /** Sizes, or names of those that are open. */
  shape: (number | string)[];
}

interface OnnxWeight {
  name: string;
  dims: number[];
  values: Float32Array | BigInt64Array;
  /** A file beside the graph that holds them. */
  external?: { location: string; offset: number };
}

type Attribute = number | bigint | string[] | bigint[];

const elementTypes = { float32: 1, int32: 6, int64: 7, string: 8, bool: 9, float64: 11 } as const;

/** Writes an ONNX file, without the Python package that usually does. */
export function onnxBytes({ inputs, outputs, nodes, weights = [] }: OnnxSpec): Buffer {
  const model = new protobuf.Writer();
  model.uint32(tag(1, 0)).int64(9);
  field(model, 7, (graph) => {
    for (const node of nodes) {
      field(graph, 1, (to) => {
        for (const name of node.inputs) to.uint32(tag(1, 2)).string(name);
        for (const name of node.outputs) to.uint32(tag(2, 2)).string(name);
        to.uint32(tag(4, 2)).string(node.op);
        for (const [name, value] of Object.entries(node.attributes ?? {})) field(to, 5, attribute(name, value));
        if (node.domain) to.uint32(tag(7, 2)).string(node.domain);
      });
    }
    graph.uint32(tag(2, 2)).string('test');
    for (const weight of weights) field(graph, 5, tensor(weight));
    for (const input of inputs) field(graph, 11, value(input));
    for (const output of outputs) field(graph, 12, value(output));
  });
  for (const [domain, version] of [
    ['', 17],
    ['ai.onnx.ml', 3],
  ] as const) {
    field(model, 8, (to) => to.uint32(tag(1, 2)).string(domain).uint32(tag(2, 0)).int64(version));
  }
  return Buffer.from(model.finish());
}

const tag = (number: number, wire: 0 | 2 | 5) => (number << 3) | wire;

function field(writer: protobuf.Writer, number: number, body: (writer: protobuf.Writer) => unknown): void {
  writer.uint32(tag(number, 2)).fork();
  body(writer);
  writer.ldelim();
}

function value({ name, type, shape }: OnnxValue) {
  return (to: protobuf.Writer) => {
    to.uint32(tag(1, 2)).string(name);
    field(to, 2, (types) =>
      field(types, 1, (one) => {
        one.uint32(tag(1, 0)).int32(elementTypes[type]);
        field(one, 2, (dims) => {
          for (const size of shape) {
            field(dims, 1, (dim) =>
              typeof size === 'number' ? dim.uint32(tag(1, 0)).int64(size) : dim.uint32(tag(2, 2)).string(size),
            );
          }
        });
      }),
    );
  };
}

function attribute(name: string, given: Attribute) {
  return (to: protobuf.Writer) => {
    to.uint32(tag(1, 2)).string(name);
    if (typeof given === 'number') return to.uint32(tag(2, 5)).float(given).uint32(tag(20, 0)).int32(1);
    if (typeof given === 'bigint') return to.uint32(tag(3, 0)).int64(Number(given)).uint32(tag(20, 0)).int32(2);
    const texts = given.every((one) => typeof one === 'string');
    for (const one of given) {
      if (typeof one === 'string') to.uint32(tag(9, 2)).string(one);
      else to.uint32(tag(8, 0)).int64(Number(one));
    }
    return to.uint32(tag(20, 0)).int32(texts ? 8 : 7);
  };
}

function tensor({ name, dims, values, external }: OnnxWeight) {
  return (to: protobuf.Writer) => {
    for (const size of dims) to.uint32(tag(1, 0)).int64(size);
    to.uint32(tag(2, 0)).int32(values instanceof Float32Array ? elementTypes.float32 : elementTypes.int64);
    to.uint32(tag(8, 2)).string(name);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    if (!external) return to.uint32(tag(9, 2)).bytes(bytes);
    const entries = { location: external.location, offset: `${external.offset}`, length: `${bytes.length}` };
    for (const [key, text] of Object.entries(entries)) {
      field(to, 13, (entry) => entry.uint32(tag(1, 2)).string(key).uint32(tag(2, 2)).string(text));
    }
    return to.uint32(tag(14, 0)).int32(1);
  };
}
