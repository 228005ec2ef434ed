import { z } from 'zod';
import { EvaluationReport } from '#lib/models/evaluation-report.ts';
import { text } from '#lib/ui/text/text.ts';
import { readJson } from '../read-json.ts';
import type { LookedFor } from '../use-logged.ts';

const mostClasses = 200;
const mostPoints = 20_000;

const Numbers = z.array(z.number()).max(mostPoints);
const Thresholds = z.array(z.number().nullable()).max(mostPoints).optional();

/** What any client may log below evaluation/, every part of it optional: the arrays that scikit-learn gives. */
const LoggedEvaluation = z.object({
  /** Classes in the order of the matrix. */
  labels: z
    .array(z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .max(mostClasses)
    .optional(),
  /** confusion[a][b]: rows of class a predicted as class b. */
  confusion: z
    .array(z.array(z.number().min(0)))
    .max(mostClasses)
    .optional(),
  roc: z.object({ fpr: Numbers, tpr: Numbers, thresholds: Thresholds }).optional(),
  pr: z.object({ recall: Numbers, precision: Numbers, thresholds: Thresholds }).optional(),
  auc: z.number().optional(),
  average_precision: z.number().optional(),
});

/** The reports of this platform's evaluations lie at the root of their runs; those of clients in a folder. */
export const evaluations: LookedFor = {
  prefix: 'evaluation',
  endings: ['json'],
  fits: (name) => name === 'evaluation.json' || name.startsWith('evaluation/'),
};

export interface Curve {
  /** Rising. */
  x: readonly number[];
  y: readonly number[];
  /** The threshold that gives each point; null where it is infinite or not said. */
  thresholds: readonly (number | null)[];
  /** AUC of a ROC curve, average precision of the other. */
  area: number;
}

export interface Confusion {
  labels: readonly string[];
  /** By actual class, then by predicted class. */
  counts: readonly (readonly number[])[];
}

export interface Evaluation {
  confusion?: Confusion;
  roc?: Curve;
  pr?: Curve;
}

/**
 * An evaluation from a file: the report of this platform's own, or what a client logged.
 * @throws Error that says which part is wrong, and what would be right
 */
export function readEvaluation(content: string): Evaluation {
  const json = jsonOf(content);
  const report = EvaluationReport.safeParse(json);
  if (report.success) return fromReport(report.data);
  const logged = LoggedEvaluation.safeParse(json);
  if (!logged.success) {
    const [issue] = logged.error.issues;
    throw new Error(text.logged.evaluation.wrong(issue?.path.join('.') || 'JSON', issue?.message ?? ''));
  }
  const { labels, confusion, roc, pr, auc, average_precision: ap } = logged.data;
  return {
    ...(confusion ? { confusion: matrix(confusion, labels) } : {}),
    ...(roc ? { roc: curve(roc.fpr, roc.tpr, roc.thresholds, (x, y) => auc ?? trapezoids(x, y)) } : {}),
    ...(pr ? { pr: curve(pr.recall, pr.precision, pr.thresholds, (x, y) => ap ?? steps(x, y)) } : {}),
  };
}

function jsonOf(content: string): unknown {
  try {
    return readJson(content);
  } catch {
    throw new Error(text.logged.notJson);
  }
}

function fromReport({ target, metrics, binary, multiclass }: EvaluationReport): Evaluation {
  if (multiclass)
    return { confusion: matrix(multiclass.confusion, target.classes ?? multiclass.perClass.map((one) => one.class)) };
  if (!binary) return {};
  const { tp, fp, fn, tn } = binary.confusion;
  const of = (points: readonly [number, number, number][], area: number | null | undefined): Curve => ({
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    thresholds: points.map(([, , threshold]) => threshold),
    area: area ?? Number.NaN,
  });
  return {
    confusion: matrix(
      [
        [tn, fp],
        [fn, tp],
      ],
      target.classes ?? ['false', 'true'],
    ),
    roc: of(binary.roc, metrics.auc),
    pr: of(binary.pr, metrics.average_precision),
  };
}

function matrix(counts: readonly (readonly number[])[], labels?: readonly string[]): Confusion {
  const size = counts.length;
  if (size === 0 || counts.some((row) => row.length !== size))
    throw new Error(text.logged.evaluation.wrong('confusion', text.logged.evaluation.square(size)));
  if (labels && labels.length !== size)
    throw new Error(text.logged.evaluation.wrong('labels', text.logged.evaluation.labels(labels.length, size)));
  return { counts, labels: labels ?? counts.map((_, at) => String(at)) };
}

/** scikit-learn's recall falls, and its last point has no threshold. */
function curve(
  x: readonly number[],
  y: readonly number[],
  thresholds: readonly (number | null)[] | undefined,
  areaOf: (x: readonly number[], y: readonly number[]) => number,
): Curve {
  if (x.length !== y.length || x.length < 2) throw new Error(text.logged.evaluation.lengths(x.length, y.length));
  const turned = (x[0] ?? 0) > (x.at(-1) ?? 0);
  const rising = <Item>(items: readonly Item[]) => (turned ? items.toReversed() : items);
  const [risingX, risingY] = [rising(x), rising(y)];
  return {
    x: risingX,
    y: risingY,
    thresholds: rising(x.map((_, at) => thresholds?.[at] ?? null)),
    area: areaOf(risingX, risingY),
  };
}

function trapezoids(x: readonly number[], y: readonly number[]): number {
  let sum = 0;
  for (let at = 1; at < x.length; at += 1)
    sum += (((y[at] ?? 0) + (y[at - 1] ?? 0)) / 2) * ((x[at] ?? 0) - (x[at - 1] ?? 0));
  return sum;
}

/** Average precision: each rise of the recall at the precision it is reached with. */
function steps(recall: readonly number[], precision: readonly number[]): number {
  let sum = 0;
  for (let at = 1; at < recall.length; at += 1)
    sum += (precision[at] ?? 0) * ((recall[at] ?? 0) - (recall[at - 1] ?? 0));
  return sum;
}
