import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import { environmentFingerprint } from '#jobs/runtimes/fingerprint.ts';
import { deriveSeed, seededRandom } from '#jobs/runtimes/seeded-random.ts';
import { wrapModel } from '#jobs/runtimes/tfjs/load-model.ts';
import { loadTfjs, type Runtime, type Tf } from '#jobs/runtimes/tfjs/load-tfjs.ts';
import type { ModelFiles } from '#jobs/runtimes/tfjs/model-files.ts';
import { modelSignature } from '#jobs/runtimes/tfjs/model-signature.ts';
import { prepareScorer, type Scorer } from '#jobs/runtimes/tfjs/prepare-scorer.ts';
import { saveModel } from '#jobs/runtimes/tfjs/save-model.ts';
import type { Encoders } from '#jobs/tabular/encoders.ts';
import { labelledSql, type PreparedLabels, prepareLabels } from '#jobs/tabular/labels.ts';
import { type NamedSource, openTable, type Table, tableSql } from '#jobs/tabular/open-table.ts';
import { type PreparedFeatures, prepareFeatures } from '#jobs/tabular/prepare-features.ts';
import type { RawArray } from '#jobs/tabular/raw-columns.ts';
import { type ShuffledBucket, shuffledRows } from '#jobs/tabular/shuffled-rows.ts';
import { quoteName } from '#lib/datasets/duckdb/sql-quote.ts';
import { DomainError } from '#lib/errors.ts';
import { epochMetrics, lossesFor, type TrainRecipe } from '#lib/queue/kinds/train.ts';
import { buildModel } from './build-model.ts';
import type { TrainEffects } from './effects.ts';
import { fitFeatures } from './fit-features.ts';
import { type FitTargetResult, fitTarget } from './fit-target.ts';
import { type LossName, lossOf } from './loss.ts';
import { recipeError } from './recipe-problems.ts';
import { trackEvaluation } from './track-evaluation.ts';
import { makeOptimizer, type TrainBatch, trainStep } from './train-step.ts';

export interface TrainResult {
  files: ModelFiles;
  encoders: Encoders;
  runtime: Runtime;
  /** Metrics of the weights that were kept, by the names they were logged under. */
  metrics: Record<string, number>;
  epochs: number;
  /** Epoch whose weights were kept, from 1. */
  bestEpoch: number;
  steps: number;
  rows: { trained: number; unlabelled: number; evaluated: number };
}

/**
 * Trains the model of a recipe on local files. Memory does not grow with the data; equal recipe, data, backend and
 * environment give equal bytes, provided the process has trained nothing before.
 * @param scratchDir an empty folder for what does not fit into memory
 * @throws DomainError UNPROCESSABLE naming each field that does not fit the data, before training starts;
 * NAN_LOSS naming the step; BAD_FILE; DISK_FULL
 */
export async function trainModel({
  recipe,
  train,
  evaluation,
  scratchDir,
  effects,
}: {
  recipe: TrainRecipe;
  train: NamedSource;
  evaluation?: NamedSource;
  scratchDir: string;
  effects: TrainEffects;
}): Promise<TrainResult> {
  const table = await openTable({ source: train, scratchDir });
  let evaluationTable: Table | undefined;
  let close = () => {};
  try {
    if (table.rows === 0) {
      throw new DomainError('UNPROCESSABLE', `${table.name} has no rows.`, {
        fields: [{ path: 'dataset', message: 'the version is empty' }],
      });
    }
    if (evaluation) evaluationTable = await openTable({ source: evaluation, scratchDir });

    const held = holdoutRule(recipe);
    const where = held ? held.train : () => 'true';
    const fitted = await fitTarget({ table, recipe, where: where('traza_row') });
    const { task, target } = fitted;
    const metric = recipe.earlyStopping?.metric;
    if (metric && !(metric in epochMetrics[task])) {
      throw recipeError(table, [
        {
          path: 'earlyStopping.metric',
          message: `a ${task} task measures ${Object.keys(epochMetrics[task]).join(', ')}`,
        },
      ]);
    }
    const loss = (recipe.loss ?? lossesFor(task)[0]) as LossName;
    if (!lossesFor(task).includes(loss)) {
      throw recipeError(table, [{ path: 'loss', message: `a ${task} task takes ${lossesFor(task).join(', ')}` }]);
    }
    const columnType = table.columns.find((column) => column.name === target.column)?.type ?? '';
    const labelled = labelledSql(target.column, columnType, task, target.rule !== undefined);
    const features = await fitFeatures({
      table,
      recipe,
      where: `${where('traza_row')} and ${labelled}`,
      log: effects.log,
    });
    const encoders: Encoders = { version: 1, task, features, target };
    const prepared = await prepareFeatures({ table, features });
    const labels = prepareLabels({ table, target, task });
    if (fitted.unlabelled > 0) effects.log(`${fitted.unlabelled} rows have no ${target.column} and are left out.`);

    const runtime = await loadTfjs(recipe.backend);
    await effects.reportEnvironment(environmentFingerprint(runtime));
    const built = buildModel({ tf: runtime.tf, recipe, task, target, features: prepared });
    await effects.logParams({
      task,
      loss,
      backend: runtime.backend,
      weights: String(built.trained.countParams()),
      rows: String(fitted.rows),
      ...(target.classes ? { classes: target.classes.slice(0, 50).join(', ') } : {}),
    });
    effects.log(
      `${task} model with ${built.trained.countParams()} weights on ${runtime.backend}; ${fitted.rows} rows of ${table.name}.`,
    );

    const shuffled = await shuffledRows({
      table,
      columns: [...prepared.columns, labels.column],
      rows: fitted.rows,
      salt: deriveSeed(recipe.seed, 'deal'),
      where: (row) => `${where(row)} and ${labelled}`,
      scratchDir,
    });
    close = shuffled.close;

    const scored = wrapModel({ model: built.saved, runtime, encoders });
    let scorer: Scorer | undefined;
    let scoredLabels: PreparedLabels | undefined;
    const evaluated = evaluationTable ?? (held ? table : undefined);
    if (evaluated) {
      scorer = await prepareScorer({ table: evaluated, model: scored });
      scoredLabels = prepareLabels({ table: evaluated, target, task });
    }
    const evaluate = trackEvaluation({ encoders, loss, ...(held ? { where: held.evaluate } : {}) });

    const run = await runEpochs({
      recipe,
      fitted,
      loss,
      tf: runtime.tf,
      model: built.trained,
      prepared,
      shuffled,
      effects,
      evaluate:
        scorer && scoredLabels
          ? () => {
              scored.refresh();
              return evaluate(scorer, scoredLabels);
            }
          : undefined,
    });

    const files = await saveModel({
      tf: runtime.tf,
      model: built.saved,
      documents: { encoders, signature: modelSignature(encoders), inputExample: await inputExample(table, encoders) },
    });
    for (const [name, bytes] of Object.entries(files))
      await effects.saveArtifact(`model/${name}`, bytes, { deterministic: true });
    return {
      files,
      encoders,
      runtime,
      metrics: run.metrics,
      epochs: run.epochs,
      bestEpoch: run.bestEpoch,
      steps: run.steps,
      rows: { trained: fitted.rows, unlabelled: fitted.unlabelled, evaluated: run.evaluated },
    };
  } finally {
    close();
    evaluationTable?.close();
    table.close();
  }
}

/** Which rows train and which are held out, by a hash of the row's number. */
function holdoutRule(
  recipe: TrainRecipe,
): { train: (row: string) => string; evaluate: (row: string) => string } | undefined {
  if (recipe.holdout === undefined) return undefined;
  const salt = deriveSeed(recipe.seed, 'holdout');
  const limit = Math.round(recipe.holdout * 10_000);
  return {
    train: (row) => `hash(${row} + ${salt}) % 10000 >= ${limit}`,
    evaluate: (row) => `hash(${row} + ${salt}) % 10000 < ${limit}`,
  };
}

interface EpochsResult {
  metrics: Record<string, number>;
  epochs: number;
  bestEpoch: number;
  steps: number;
  evaluated: number;
}

async function runEpochs({
  recipe,
  fitted,
  loss,
  tf,
  model,
  prepared,
  shuffled,
  effects,
  evaluate,
}: {
  recipe: TrainRecipe;
  fitted: FitTargetResult;
  loss: LossName;
  tf: Tf;
  model: LayersModel;
  prepared: PreparedFeatures;
  shuffled: { rows: number; epoch: (random: () => number) => Iterable<ShuffledBucket> };
  effects: TrainEffects;
  evaluate: (() => ReturnType<ReturnType<typeof trackEvaluation>>) | undefined;
}): Promise<EpochsResult> {
  const outputs = fitted.task === 'multiclass' ? (fitted.target.classes?.length ?? 0) : 1;
  const optimizer = makeOptimizer(tf, recipe.optimizer);
  const step = trainStep({
    tf,
    model,
    optimizer,
    loss: lossOf(tf, loss, outputs),
    outputs,
    width: prepared.denseWidth,
    random: seededRandom(recipe.seed, 'dropout'),
  });
  const batch: TrainBatch = {
    ...prepared.allocate(recipe.batchSize),
    labels: new Float32Array(recipe.batchSize * outputs),
    weights: new Float32Array(recipe.batchSize),
  };
  const label = labelWriter(recipe, fitted, outputs, prepared.columns.length);
  const batches = Math.ceil(shuffled.rows / recipe.batchSize);
  const total = batches * recipe.epochs;
  const stopping = recipe.earlyStopping;
  const better = stopping ? epochMetrics[fitted.task][stopping.metric] : undefined;
  let best: { value: number; epoch: number; weights: Tensor[]; metrics: Record<string, number> } | undefined;
  let steps = 0;
  let metrics: Record<string, number> = {};
  let evaluated = 0;
  let epoch = 0;

  while (epoch < recipe.epochs) {
    epoch += 1;
    let held = 0;
    let invalid = 0;
    const sums = { loss: 0, rows: 0 };
    const since = { loss: 0, rows: 0, at: effects.clock() };
    const learn = async () => {
      const value = step(batch, held);
      steps += 1;
      if (!Number.isFinite(value)) {
        if (since.rows > 0) await effects.logMetrics(steps - 1, { 'train/loss': since.loss / since.rows });
        throw nanLoss(recipe, steps, epoch, value);
      }
      sums.loss += value * held;
      sums.rows += held;
      since.loss += value * held;
      since.rows += held;
      held = 0;
      if (steps % recipe.logEveryBatches !== 0 && effects.clock() - since.at < 2_000) return;
      effects.signal.throwIfAborted();
      const now = effects.clock();
      const rate = now > since.at ? (since.rows / (now - since.at)) * 1_000 : 0;
      if (steps % recipe.logEveryBatches === 0) {
        await effects.logMetrics(steps, {
          'train/loss': since.loss / since.rows,
          'system/rows_per_s': rate,
          'system/rss_mb': process.memoryUsage.rss() / 2 ** 20,
        });
        Object.assign(since, { loss: 0, rows: 0, at: effects.clock() });
      }
      effects.progress({
        done: steps,
        total,
        unit: 'batches',
        message: `Epoch ${epoch} of ${recipe.epochs}`,
        ratePerSecond: rate / recipe.batchSize,
      });
      await new Promise((resolve) => setImmediate(resolve));
    };

    for (const bucket of shuffled.epoch(seededRandom(recipe.seed, `shuffle:${epoch}`))) {
      let at = 0;
      while (at < bucket.count) {
        const take = Math.min(bucket.count - at, recipe.batchSize - held);
        prepared.encode(bucket.columns, bucket.order, at, take, batch, held, () => {
          invalid += 1;
        });
        label(bucket, at, take, batch, held);
        at += take;
        held += take;
        if (held === recipe.batchSize) await learn();
      }
    }
    if (held > 0) await learn();
    if (invalid > 0) throw new Error(`${invalid} training values were refused by encoders fitted on them`);

    metrics = { 'train/loss': sums.loss / sums.rows };
    if (evaluate) {
      const result = await evaluate();
      if (result.rows === 0) {
        throw new DomainError('UNPROCESSABLE', 'No row of the evaluation data can be scored.', {
          fields: [
            {
              path: 'evaluation',
              message: `no row has a known target and usable features (${skippedText(result.skipped)})`,
            },
          ],
        });
      }
      evaluated = result.rows;
      for (const [name, value] of Object.entries(result.metrics)) metrics[`eval/${name}`] = value;
      if (epoch === 1 && result.skipped.invalid + result.skipped.unknownClass > 0) {
        effects.log(`Evaluation leaves out ${skippedText(result.skipped)}.`);
      }
    }
    await effects.logMetrics(steps, { ...metrics, epoch });
    effects.log(
      `Epoch ${epoch}: ${Object.entries(metrics)
        .map(([name, value]) => `${name} ${value.toFixed(4)}`)
        .join(', ')}`,
    );
    effects.signal.throwIfAborted();

    if (!stopping) continue;
    const value = metrics[stopping.metric] ?? Number.NaN;
    const gained =
      best === undefined || (better === 'max' ? value - best.value : best.value - value) > stopping.minDelta;
    if (gained) {
      for (const tensor of best?.weights ?? []) tensor.dispose();
      best = {
        value,
        epoch,
        weights: stopping.restoreBest ? model.getWeights().map((tensor) => tensor.clone()) : [],
        metrics,
      };
    } else if (best && epoch - best.epoch >= stopping.patience) {
      effects.log(`${stopping.metric} has not improved for ${stopping.patience} epochs: training stops.`);
      break;
    }
  }

  optimizer.dispose();
  let bestEpoch = epoch;
  if (best && stopping?.restoreBest) {
    if (best.epoch !== epoch) effects.log(`The weights of epoch ${best.epoch} are kept.`);
    model.setWeights(best.weights);
    for (const tensor of best.weights) tensor.dispose();
    bestEpoch = best.epoch;
    metrics = best.metrics;
  }
  return { metrics, epochs: epoch, bestEpoch, steps, evaluated };
}

function skippedText(skipped: { invalid: number; unknownClass: number }): string {
  return `${skipped.invalid} rows with values the encoders do not take, ${skipped.unknownClass} of classes training never saw`;
}

function nanLoss(recipe: TrainRecipe, step: number, epoch: number, value: number): DomainError {
  return new DomainError('NAN_LOSS', `The loss became ${value} at step ${step} (epoch ${epoch}).`, {
    fields: [{ path: 'optimizer.learningRate', message: `${recipe.optimizer.learningRate} may be too high` }],
    hint: 'Lower the learning rate, standardise the features, or look for extreme values in the data. The metrics up to this step are kept.',
  });
}

/** Writes labels and row weights of rows into a batch, in the shape the loss takes. */
function labelWriter(recipe: TrainRecipe, fitted: FitTargetResult, outputs: number, column: number) {
  const { task, target } = fitted;
  const weights = classWeights(recipe, fitted);
  const mean = target.mean ?? 0;
  const std = target.std ?? 1;
  return (bucket: ShuffledBucket, from: number, count: number, batch: TrainBatch, at: number): void => {
    const values = bucket.columns[column] as RawArray;
    for (let k = 0; k < count; k++) {
      const value = values[bucket.order[from + k] as number] as number;
      if (task === 'regression') {
        batch.labels[at + k] = (value - mean) / std;
        batch.weights[at + k] = 1;
        continue;
      }
      batch.weights[at + k] = weights[value] as number;
      if (task === 'binary') batch.labels[at + k] = value;
      else {
        batch.labels.fill(0, (at + k) * outputs, (at + k + 1) * outputs);
        batch.labels[(at + k) * outputs + value] = 1;
      }
    }
  };
}

/** Weight of each class. Balanced: every class adds up to the same, and the mean weight of a row is 1. */
function classWeights(recipe: TrainRecipe, { target, classCounts, rows }: FitTargetResult): number[] {
  const given = recipe.classWeights;
  const classes = target.classes ?? [];
  if (given === 'none') return classes.map(() => 1);
  if (given === 'balanced') return classCounts.map((count) => rows / (classes.length * count));
  return classes.map((name, code) => given[name] ?? (classes.length === 2 ? given[String(code)] : undefined) ?? 1);
}

/** The first rows of the columns the model reads, as input_example.json holds them. */
async function inputExample(table: Table, encoders: Encoders): Promise<{ columns: string[]; data: unknown[][] }> {
  const columns = [...new Set(encoders.features.map((feature) => feature.column))];
  const found = await table.connection.runAndReadAll(
    `select ${columns.map(quoteName).join(', ')} from ${tableSql(table)} order by traza_row limit 5`,
  );
  return { columns, data: found.getRowsJson() };
}
