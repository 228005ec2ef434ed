import { addPoint, emptyPoints, type PackedPoints } from '../metrics/pack-points.ts';
import type { ModelPoint } from '../models/model-point.ts';
import { cutTo, exceeds } from '../text-length.ts';
import { badParameter, missingParameter } from './bad-parameter.ts';
import { MlflowError } from './error-code.ts';
import { maxParamLength, maxTagLength, whyNoKey } from './names.ts';
import { readDouble } from './wire.ts';

/** What a client logs into a run at once. */
export interface LoggedBatch {
  runId: string;
  points: PackedPoints;
  params: Record<string, string>;
  tags: Record<string, string>;
  modelPoints: ModelPoint[];
}

type Fields = Record<string, unknown>;

const mostMetrics = 1000;
const mostParamsOrTags = 100;
const mostTogether = 1000;
// Of the dataset that a point of a logged model was measured on, as of the datasets of runs.
const maxDatasetName = 500;
const maxDatasetDigest = 36;
const integerText = /^[+-]?\d{1,19}$/;

// Every point of every training loop passes through here: plain loops over the parsed body take a tenth of the time
// that schemas do.

/** @throws MlflowError naming the first bad field */
export function readLogBatch(fields: Fields): LoggedBatch {
  const runId = readRunId(fields);
  const metrics = readList(fields, 'metrics');
  const params = readList(fields, 'params');
  const tags = readList(fields, 'tags');
  checkLimit('metrics', mostMetrics, metrics.length);
  checkLimit('params', mostParamsOrTags, params.length);
  checkLimit('tags', mostParamsOrTags, tags.length);
  checkLimit('metrics, params, and tags', mostTogether, metrics.length + params.length + tags.length);
  const batch: LoggedBatch = {
    runId,
    points: emptyPoints(metrics.length),
    params: readPairs(params, 'params', maxParamLength),
    tags: readPairs(tags, 'tags', maxTagLength),
    modelPoints: [],
  };
  const keys = new Map<string, number>();
  const item: Item = { list: 'metrics', index: 0 };
  for (; item.index < metrics.length; item.index += 1) readMetric(batch, keys, metrics[item.index], item);
  checkParamsOnce(params);
  return batch;
}

/** One point, whose fields stand beside the run's id. @throws MlflowError naming the first bad field */
export function readLogMetric(fields: Fields): LoggedBatch {
  const batch: LoggedBatch = {
    runId: readRunId(fields),
    points: emptyPoints(1),
    params: {},
    tags: {},
    modelPoints: [],
  };
  readMetric(batch, new Map(), fields, { index: 0 });
  return batch;
}

function readRunId({ run_id: runId, run_uuid: runUuid }: Fields): string {
  const given = runId === undefined || runId === null || runId === '' ? runUuid : runId;
  if (given === undefined || given === null || given === '') throw missingParameter('run_id');
  if (typeof given !== 'string') throw badParameter('run_id', given, 'It must be a string.');
  return given;
}

function readList(fields: Fields, name: string): unknown[] {
  const list = fields[name];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw badParameter(name, list, 'It must be an array.');
  return list;
}

function checkLimit(what: string, most: number, length: number): void {
  if (length <= most) return;
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `A batch logging request can contain at most ${most} ${what}. Got ${length} ${what}. ` +
      `Please split up ${what} across multiple requests and try again.`,
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Which item of which list is being read; no list where its fields stand in the request itself. */
interface Item {
  list?: 'metrics' | 'params' | 'tags';
  index: number;
}

// Names are put together where something is bad, and only there.
function nameOf({ list, index }: Item): string {
  return list === undefined ? 'The request' : `${list}[${index}]`;
}

function nameIn(item: Item, field: string): string {
  return item.list === undefined ? field : `${nameOf(item)}.${field}`;
}

function readKey(key: unknown, item: Item): string {
  if (key === undefined || key === null || key === '') throw missingParameter(nameIn(item, 'key'));
  if (typeof key !== 'string') throw badParameter(nameIn(item, 'key'), key, 'It must be a string.');
  const reason = whyNoKey(key);
  if (reason !== undefined) throw badParameter(nameIn(item, 'key'), key, reason);
  return key;
}

function readInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && integerText.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

function readMetric(into: LoggedBatch, keys: Map<string, number>, given: unknown, item: Item): void {
  if (!isObject(given)) throw badParameter(nameOf(item), given, 'It must be an object.');
  const { key, value, timestamp } = given;
  let index = typeof key === 'string' ? keys.get(key) : undefined;
  if (index === undefined) {
    index = into.points.keys.push(readKey(key, item)) - 1;
    keys.set(into.points.keys[index] ?? '', index);
  }
  if (value === undefined || value === null || value === '') throw missingParameter(nameIn(item, 'value'));
  const double = typeof value === 'number' ? value : readDouble(value);
  if (double === undefined) {
    throw badParameter(nameIn(item, 'value'), value, 'Please specify value as a valid double (64-bit floating point).');
  }
  if (timestamp === undefined || timestamp === null) throw missingParameter(nameIn(item, 'timestamp'));
  const at = readInteger(timestamp);
  if (at === undefined || at < 0) {
    throw badParameter(
      nameIn(item, 'timestamp'),
      timestamp,
      'Timestamp must be a nonnegative long (64-bit integer), below 2^53.',
    );
  }
  const step = given.step === undefined || given.step === null ? 0 : readInteger(given.step);
  if (step === undefined) {
    throw badParameter(
      nameIn(item, 'step'),
      given.step,
      'Step must be a valid long (64-bit integer), between -2^53 and 2^53.',
    );
  }
  addPoint(into.points, index, step, at, double);
  if (given.model_id || given.dataset_name || given.dataset_digest) {
    const point = readModelPoint(given, item, { key: into.points.keys[index] ?? '', value: double, step, at });
    if (point) into.modelPoints.push(point);
  }
}

function readText(given: Fields, field: string, item: Item, most = Number.POSITIVE_INFINITY): string {
  const value = given[field];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw badParameter(nameIn(item, field), value, 'It must be a string.');
  if (exceeds(value, most)) throw badParameter(nameIn(item, field), value, `It must have at most ${most} characters.`);
  return value;
}

function readModelPoint(
  given: Fields,
  item: Item,
  point: Pick<ModelPoint, 'key' | 'value' | 'step' | 'at'>,
): ModelPoint | undefined {
  const modelId = readText(given, 'model_id', item);
  const datasetName = readText(given, 'dataset_name', item, maxDatasetName);
  const datasetDigest = readText(given, 'dataset_digest', item, maxDatasetDigest);
  if ((datasetName === '') !== (datasetDigest === '')) {
    throw new MlflowError(
      'INVALID_PARAMETER_VALUE',
      `Both dataset_name and dataset_digest must be provided if one is provided${item.list === undefined ? '' : ` (${nameOf(item)})`}`,
    );
  }
  return modelId === '' ? undefined : { ...point, modelId, datasetName, datasetDigest };
}

/** Where a key comes twice, the last one stands. Longer values are cut, as MLflow does by default. */
function readPairs(list: unknown[], name: 'params' | 'tags', most: number): Record<string, string> {
  const pairs = list.map((given, index): [string, string] => {
    const item: Item = { list: name, index };
    if (!isObject(given)) throw badParameter(nameOf(item), given, 'It must be an object.');
    return [readKey(given.key, item), cutTo(readText(given, 'value', item), most)];
  });
  return Object.fromEntries(pairs);
}

function checkParamsOnce(params: unknown[]): void {
  const seen = new Set<unknown>();
  const twice = params.flatMap((one) => {
    const key = isObject(one) ? one.key : undefined;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [key];
  });
  if (twice.length === 0) return;
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Duplicate parameter keys have been submitted: ${JSON.stringify(twice)}. Please ensure the request contains only one ` +
      'param value per param key.',
  );
}
