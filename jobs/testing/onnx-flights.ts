import { seededRandom } from '#jobs/runtimes/seeded-random.ts';
import { type OnnxSpec, onnxBytes } from '#lib/testing/onnx-bytes.ts';

const size = 8;
const hidden = 64;

/**
 * An ONNX model of the flights' shape, whose weights are drawn and not learnt: the distance in a matrix product, both
 * airports as texts through a vocabulary and an embedding. With `apart` the weights lie in a file beside the graph, as
 * the mlflow client writes them.
 */
export function onnxFlights({ apart = false }: { apart?: boolean } = {}): Record<string, Buffer> {
  const random = seededRandom(5, 'onnx');
  const draw = (count: number, scale: number) => Float32Array.from({ length: count }, () => (random() - 0.5) * scale);
  const airports = ['ABQ', 'ATL', 'DEN', 'DFW', 'LAX', 'MCO', 'ORD', 'PHX', 'SEA', 'SFO'];
  const vocabulary = {
    keys_strings: airports,
    values_int64s: airports.map((_, k) => BigInt(k + 1)),
    default_int64: 0n,
  };
  const width = 1 + 2 * size;
  const drawn = [
    { name: 'scale', dims: [1], values: Float32Array.of(1 / 580) },
    { name: 'from_table', dims: [airports.length + 1, size], values: draw((airports.length + 1) * size, 1) },
    { name: 'to_table', dims: [airports.length + 1, size], values: draw((airports.length + 1) * size, 1) },
    { name: 'w1', dims: [width, hidden], values: draw(width * hidden, 1) },
    { name: 'b1', dims: [hidden], values: draw(hidden, 0.1) },
    { name: 'w2', dims: [hidden, 1], values: draw(hidden, 1) },
    { name: 'b2', dims: [1], values: draw(1, 0.1) },
  ];
  let offset = 0;
  const weights: OnnxSpec['weights'] = drawn.map((weight) => {
    const at = offset;
    offset += weight.values.byteLength;
    return apart ? { ...weight, external: { location: 'weights.data', offset: at } } : weight;
  });
  weights.push({ name: 'flat', dims: [2], values: BigInt64Array.of(-1n, BigInt(size)) });
  const embedding = (column: string, table: string) => [
    { op: 'LabelEncoder', inputs: [column], outputs: [`${column}_code`], domain: 'ai.onnx.ml', attributes: vocabulary },
    { op: 'Gather', inputs: [table, `${column}_code`], outputs: [`${column}_rows`] },
    { op: 'Reshape', inputs: [`${column}_rows`, 'flat'], outputs: [`${column}_flat`] },
  ];
  const graph = onnxBytes({
    inputs: [
      { name: 'distance', type: 'float32', shape: ['N', 1] },
      { name: 'origin', type: 'string', shape: ['N', 1] },
      { name: 'destination', type: 'string', shape: ['N', 1] },
    ],
    outputs: [{ name: 'probability', type: 'float32', shape: ['N', 1] }],
    nodes: [
      { op: 'Mul', inputs: ['distance', 'scale'], outputs: ['scaled'] },
      ...embedding('origin', 'from_table'),
      ...embedding('destination', 'to_table'),
      {
        op: 'Concat',
        inputs: ['scaled', 'origin_flat', 'destination_flat'],
        outputs: ['joined'],
        attributes: { axis: 1n },
      },
      { op: 'Gemm', inputs: ['joined', 'w1', 'b1'], outputs: ['h1'] },
      { op: 'Relu', inputs: ['h1'], outputs: ['h2'] },
      { op: 'Gemm', inputs: ['h2', 'w2', 'b2'], outputs: ['z'] },
      { op: 'Sigmoid', inputs: ['z'], outputs: ['probability'] },
    ],
    weights,
  });
  if (!apart) return { 'model.onnx': graph };
  const bytes = drawn.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  return { 'model.onnx': graph, 'weights.data': Buffer.concat(bytes) };
}
