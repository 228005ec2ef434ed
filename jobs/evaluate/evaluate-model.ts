import type { LoadedModel } from '#jobs/runtimes/tfjs/load-model.ts';
import { prepareScorer } from '#jobs/runtimes/tfjs/prepare-scorer.ts';
import { prepareLabels } from '#jobs/tabular/labels.ts';
import type { Table } from '#jobs/tabular/open-table.ts';
import type { RawArray } from '#jobs/tabular/raw-columns.ts';
import { DomainError } from '#lib/errors.ts';
import type { EvaluationReport } from '#lib/models/evaluation-report.ts';
import type { SegmentColumn } from '#lib/queue/kinds/evaluate.ts';
import { BinaryAccumulator } from './metrics/binary-metrics.ts';
import { Calibration } from './metrics/calibration.ts';
import { ClassAccumulator } from './metrics/class-metrics.ts';
import { curves } from './metrics/curves.ts';
import { RegressionAccumulator } from './metrics/regression-metrics.ts';
import { scoreLabelled } from './score-labelled.ts';
import { finite, segmentReaders } from './segments.ts';

export interface EvaluateOptions {
  threshold: number;
  segments?: SegmentColumn[] | undefined;
  segmentValues: number;
}

/** What one model did on the rows, before it is put beside another. */
interface Measured {
  rows: number;
  metrics: Record<string, number>;
  parts: Pick<EvaluationReport, 'binary' | 'multiclass' | 'regression'>;
}

/**
 * Measures a model on every labelled row of a table, beside a baseline: another model, or what was usual in training.
 * Equal inputs give an equal report to the bit. Memory: 5 bytes a row (regression: 8), exact areas need the scores.
 * @param progress rows scored so far of all
 * @throws DomainError UNPROCESSABLE when the table lacks a column the model or the target needs, or no row can be measured
 */
export async function evaluateModel({
  table,
  model,
  baseline,
  options,
  progress = () => {},
}: {
  table: Table;
  model: LoadedModel;
  baseline?: { name: string; model: LoadedModel };
  options: EvaluateOptions;
  progress?: (done: number) => void;
}): Promise<EvaluationReport> {
  const { encoders } = model;
  const { task, target } = encoders;
  if (baseline) requireSameTarget(model, baseline);
  const labels = prepareLabels({ table, target, task });
  const segments = await segmentReaders({
    table,
    encoders,
    labelled: labels.labelled,
    asked: options.segments,
    values: options.segmentValues,
  });
  const skipped = { invalid: 0, unknownClass: 0 };
  const meter = newMeter(model, options.threshold);
  const prior = newMeter(model, options.threshold);
  const usual = usualAnswer(model);
  const scorer = await prepareScorer({ table, model });
  let seen = 0;
  const extra = segments.map((segment) => segment.column);
  for await (const block of scoreLabelled({ scorer, labels, extra, skipped })) {
    for (let row = 0; row < block.count; row++) {
      if (block.skip[row] === 1) continue;
      const label = block.labels[row] as number;
      const hit = meter.add(block.predictions, row * model.outputs, label);
      if (usual) prior.add(usual, 0, label);
      for (const [index, segment] of segments.entries()) {
        const code = (block.extra[index] as RawArray)[row] as number;
        segment.meters[code]?.add(block.predictions[row * model.outputs] as number, label, hit);
      }
    }
    seen += block.count;
    progress(seen);
  }
  const measured = meter.finish();
  if (measured.rows === 0) {
    const why =
      seen === 0
        ? `no row has a value in "${target.column}"`
        : `${skipped.invalid} rows have values the model does not take, ${skipped.unknownClass} belong to classes it does not know`;
    throw new DomainError('UNPROCESSABLE', `No row of ${table.name} can be measured: ${why}.`, {
      fields: [{ path: 'dataset', message: why }],
    });
  }
  return {
    schema: 1,
    task,
    target: { column: target.column, ...(target.classes ? { classes: target.classes } : {}) },
    rows: measured.rows,
    skipped: { ...skipped, unlabelled: table.rows - seen },
    metrics: finite(measured.metrics),
    ...(await besideBaseline({ table, measured, baseline, prior, usual, task, options })),
    segments: segments.map((segment) => segment.report()),
  };
}

async function besideBaseline({
  table,
  measured,
  baseline,
  prior,
  usual,
  task,
  options,
}: {
  table: Table;
  measured: Measured;
  baseline: { name: string; model: LoadedModel } | undefined;
  prior: Meter;
  usual: Float32Array | undefined;
  task: EvaluationReport['task'];
  options: EvaluateOptions;
}): Promise<Pick<EvaluationReport, 'baseline' | 'binary' | 'multiclass' | 'regression'>> {
  if (!baseline) {
    const kind = task === 'regression' ? 'mean' : 'prior';
    const metrics = usual ? prior.finish().metrics : {};
    const name = task === 'regression' ? 'the mean of the training rows' : 'the shares of the classes in training';
    return { baseline: { kind, name, metrics: finite(metrics) }, ...measured.parts };
  }
  const other = newMeter(baseline.model, options.threshold);
  const scorer = await prepareScorer({ table, model: baseline.model });
  const { target } = baseline.model.encoders;
  const labels = prepareLabels({ table, target, task });
  for await (const block of scoreLabelled({ scorer, labels, skipped: { invalid: 0, unknownClass: 0 } })) {
    for (let row = 0; row < block.count; row++) {
      if (block.skip[row] === 0)
        other.add(block.predictions, row * baseline.model.outputs, block.labels[row] as number);
    }
  }
  const done = other.finish();
  const { binary } = done.parts;
  return {
    baseline: { kind: 'model', name: baseline.name, metrics: finite(done.metrics) },
    ...measured.parts,
    ...(measured.parts.binary && binary
      ? { binary: { ...measured.parts.binary, baseline: { roc: binary.roc, pr: binary.pr } } }
      : {}),
  };
}

function requireSameTarget(model: LoadedModel, baseline: { name: string; model: LoadedModel }): void {
  const own = model.encoders;
  const other = baseline.model.encoders;
  if (questionOf(own) === questionOf(other)) return;
  throw new DomainError(
    'UNPROCESSABLE',
    `${baseline.name} does not answer the question of the model: ${other.task} of ${other.target.column}.`,
    {
      fields: [{ path: 'baseline', message: `must be a ${own.task} model of the same target` }],
    },
  );
}

/** What a model was asked to tell. A rule says it whatever its classes are called. */
function questionOf({ task, target: { column, rule, classes } }: LoadedModel['encoders']): string {
  return JSON.stringify({ task, column, rule, classes: rule ? undefined : classes });
}

/** What a model that looks at nothing answers: the shares of the classes, or the mean, in training. */
function usualAnswer({ encoders }: LoadedModel): Float32Array | undefined {
  const { task, target } = encoders;
  if (task === 'regression') return Float32Array.of(target.mean ?? 0);
  if (!target.shares) return undefined;
  return task === 'binary' ? Float32Array.of(target.shares[1] ?? 0.5) : Float32Array.from(target.shares);
}

interface Meter {
  /** One row; returns whether the answer was right (regression: always true). */
  add: (predictions: Float32Array, at: number, label: number) => boolean;
  finish: () => Measured;
}

function newMeter(model: LoadedModel, threshold: number): Meter {
  const { task, target } = model.encoders;
  if (task === 'binary') return binaryMeter(threshold);
  if (task === 'multiclass') return classMeter(target.classes ?? []);
  return regressionMeter(target.mean ?? 0);
}

function binaryMeter(threshold: number): Meter {
  const rows = new BinaryAccumulator(threshold);
  const calibration = new Calibration();
  return {
    add: (predictions, at, label) => {
      const score = predictions[at] as number;
      rows.add(score, label);
      calibration.add(score, label);
      return score >= threshold === (label === 1);
    },
    finish: () => {
      const { rows: count, positives, ...metrics } = rows.finish();
      const sorted = rows.rows.sortedByClass();
      const { roc, pr, averagePrecision, best } = curves(sorted.negatives, sorted.positives);
      const { bins, ece } = calibration.finish();
      return {
        rows: count,
        metrics: { ...metrics, average_precision: averagePrecision, ece },
        parts: { binary: { positives, threshold, confusion: rows.confusion, best, roc, pr, calibration: bins } },
      };
    },
  };
}

function classMeter(classes: string[]): Meter {
  const rows = new ClassAccumulator(classes.length);
  return {
    add: (predictions, at, label) => rows.add(predictions, at, label) === label,
    finish: () => {
      const { rows: count, ...metrics } = rows.finish();
      const n = classes.length;
      return {
        rows: count,
        metrics,
        parts: {
          multiclass: {
            confusion: classes.map((_, k) => [...rows.confusion.subarray(k * n, (k + 1) * n)]),
            perClass: rows.perClass().map(({ support, precision, recall, f1 }, k) => ({
              class: classes[k] ?? '',
              rows: support,
              precision,
              recall,
              f1,
            })),
          },
        },
      };
    },
  };
}

function regressionMeter(center: number): Meter {
  const rows = new RegressionAccumulator(center);
  let predictions = new Float32Array(65_536);
  let truths = new Float32Array(65_536);
  let count = 0;
  const grown = (from: Float32Array) => {
    const to = new Float32Array(from.length * 2);
    to.set(from);
    return to;
  };
  return {
    add: (given, at, label) => {
      if (count === truths.length) [predictions, truths] = [grown(predictions), grown(truths)];
      predictions[count] = given[at] as number;
      truths[count] = label;
      count += 1;
      rows.add(given[at] as number, label);
      return true;
    },
    finish: () => {
      const { rows: measured, ...metrics } = rows.finish();
      const errors = Float32Array.from(
        { length: count },
        (_, i) => (predictions[i] as number) - (truths[i] as number),
      ).sort();
      return {
        rows: measured,
        metrics,
        parts: { regression: count === 0 ? undefined : describeErrors(errors, predictions.subarray(0, count), truths) },
      };
    },
  };
}

function describeErrors(
  errors: Float32Array,
  predictions: Float32Array,
  truths: Float32Array,
): NonNullable<EvaluationReport['regression']> {
  const quantile = (share: number) => errors[Math.round(share * (errors.length - 1))] as number;
  const bins = 40;
  // Long tails would squeeze the rest into one bin: the outer bins hold what lies beyond 0.5 % and 99.5 %.
  const low = quantile(0.005);
  const width = (quantile(0.995) - low) / bins || 1;
  const counts = new Array<number>(bins).fill(0);
  for (const error of errors) {
    const bin = Math.min(Math.max(Math.floor((error - low) / width), 0), bins - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const limits = predictions.slice().sort();
  const edges = Array.from({ length: 9 }, (_, k) => limits[Math.floor(((k + 1) * limits.length) / 10)] as number);
  const tenths = Array.from({ length: 10 }, () => ({ rows: 0, meanPrediction: 0, meanTruth: 0 }));
  for (let i = 0; i < predictions.length; i++) {
    const value = predictions[i] as number;
    const place = edges.findIndex((edge) => value < edge);
    const tenth = tenths[place < 0 ? 9 : place];
    if (!tenth) continue;
    tenth.rows += 1;
    tenth.meanPrediction += value;
    tenth.meanTruth += truths[i] as number;
  }
  return {
    errorQuantiles: [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map(quantile),
    errors: { edges: Array.from({ length: bins + 1 }, (_, k) => low + k * width), counts },
    calibration: tenths
      .filter((tenth) => tenth.rows > 0)
      .map(({ rows, meanPrediction, meanTruth }) => ({
        rows,
        meanPrediction: meanPrediction / rows,
        meanTruth: meanTruth / rows,
      })),
  };
}
