import { Reader } from 'protobufjs/light.js';

/** An input or output of an ONNX graph, in the words of its runtime. */
export interface GraphValue {
  name: string;
  /** Of its elements: float32, int64, string, …; '' where it is no tensor. */
  type: string;
  /** Sizes, or the names of those that are open. */
  shape: (number | string)[];
}

export interface Graph {
  inputs: GraphValue[];
  outputs: GraphValue[];
}

// By the numbers of onnx.proto's TensorProto.DataType.
const elementTypes = [
  '',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
];

/** Reads what goes in and what comes out of an ONNX file, and nothing of its nodes. @throws Error when it is none */
export function readGraph(bytes: Uint8Array): Graph {
  const graph: Graph = { inputs: [], outputs: [] };
  const weights = new Set<string>();
  const weight = message({ 8: (reader) => weights.add(reader.string()) });
  const body = message({
    5: weight,
    11: (reader) => graph.inputs.push(readValue(reader)),
    12: (reader) => graph.outputs.push(readValue(reader)),
  });
  const reader = Reader.create(bytes);
  readFields(reader, reader.len, { 7: body });
  if (graph.outputs.length === 0) throw new Error('the file holds no graph');
  // Old files list their weights among the inputs.
  return { ...graph, inputs: graph.inputs.filter((input) => !weights.has(input.name)) };
}

function readValue(reader: Reader): GraphValue {
  const value: GraphValue = { name: '', type: '', shape: [] };
  const dimension = (from: Reader) => {
    let size: number | string = '';
    message({
      1: (number) => {
        size = Number(number.int64());
      },
      2: (name) => {
        size = name.string();
      },
    })(from);
    value.shape.push(size);
  };
  const tensor = message({
    1: (element) => {
      value.type = elementTypes[element.int32()] ?? 'unknown';
    },
    2: message({ 1: dimension }),
  });
  message({
    1: (name) => {
      value.name = name.string();
    },
    2: message({ 1: tensor }),
  })(reader);
  return value;
}

type Read = (reader: Reader) => unknown;

/** A reader of a message whose fields have these readers; the others are skipped. */
function message(fields: Record<number, Read>): Read {
  return (reader) => {
    const end = reader.uint32() + reader.pos;
    if (end > reader.len) throw new RangeError('the file is cut off');
    readFields(reader, end, fields);
  };
}

function readFields(reader: Reader, end: number, fields: Record<number, Read>): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    const read = fields[tag >>> 3];
    if (read) read(reader);
    else reader.skipType(tag & 7);
  }
}
