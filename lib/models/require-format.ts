import { DomainError } from '../errors.ts';
import { formatOf, type ModelFormat } from './format-of.ts';
import type { ScorableVersion } from './require-scorable-version.ts';

const words: Record<ModelFormat, string> = {
  tfjs: 'TensorFlow.js models trained here',
  onnx: 'ONNX models (model.onnx)',
  pyfunc: 'Python models that MLflow logged',
};

/**
 * The format of a version, one of those that a kind of job can load.
 * @throws DomainError UNPROCESSABLE naming what it is instead
 */
export function requireFormat<F extends ModelFormat>(model: ScorableVersion, among: readonly F[]): F {
  const format = formatOf(model.files.map((file) => file.path));
  const found = among.find((one) => one === format);
  if (found) return found;
  const what = model.flavor || (format ?? 'of an unknown format');
  throw new DomainError('UNPROCESSABLE', `${model.label} is ${what}, which this job cannot run.`, {
    fields: [{ path: 'model', message: `is ${what}; this job runs ${among.map((one) => words[one]).join(' and ')}` }],
    hint: 'Choose another version, or log the model as ONNX.',
  });
}
