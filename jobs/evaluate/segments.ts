import { type Encoders, firstCode, nullCode } from '#jobs/tabular/encoders.ts';
import { canExtract } from '#jobs/tabular/extract-sql.ts';
import { type Table, tableSql } from '#jobs/tabular/open-table.ts';
import { categorySql, codeColumn } from '#jobs/tabular/prepare-features.ts';
import type { RawColumn } from '#jobs/tabular/raw-columns.ts';
import { quoteName } from '#lib/datasets/duckdb/sql-quote.ts';
import { DomainError } from '#lib/errors.ts';
import type { EvaluationReport } from '#lib/models/evaluation-report.ts';
import type { SegmentColumn } from '#lib/queue/kinds/evaluate.ts';
import { featureName } from '#lib/queue/kinds/train.ts';
import { BinnedArea } from './metrics/binned-area.ts';
import { RegressionAccumulator } from './metrics/regression-metrics.ts';

/** Segments that are drawn without being asked for. */
const defaultSegments = 6;

/** The rows of one value of a segment column, measured. */
export interface SegmentMeter {
  rows: number;
  add: (score: number, label: number, hit: boolean) => void;
  metrics: () => Record<string, number>;
}

export interface SegmentReader {
  name: string;
  column: RawColumn;
  /** By code: 0 all other values, 1 no value, then the most frequent values. */
  meters: SegmentMeter[];
  report: () => EvaluationReport['segments'][number];
}

/**
 * Prepares the columns that cut the rows: the most frequent values of each among labelled rows.
 * @throws DomainError UNPROCESSABLE naming a column that is not there or has no such part
 */
export async function segmentReaders({
  table,
  encoders,
  labelled,
  asked,
  values: top,
}: {
  table: Table;
  encoders: Encoders;
  labelled: string;
  asked: SegmentColumn[] | undefined;
  values: number;
}): Promise<SegmentReader[]> {
  const chosen = asked ?? defaultColumns(encoders);
  checkSegments(table, chosen);
  const readers: SegmentReader[] = [];
  for (const segment of chosen) {
    const type = table.columns.find((column) => column.name === segment.column)?.type ?? '';
    const feature = { ...segment, type, name: featureName(segment) };
    const text = categorySql(quoteName(segment.column), type, feature);
    const found = await table.connection.runAndReadAll(
      `select ${text} as value, count(*) as n from ${tableSql(table)} where ${labelled} and ${text} is not null
       group by 1 order by n desc, value limit ${top}`,
    );
    const values = found.getRows().map((row) => String(row[0]));
    // Parts of a date read best in their own order, names by how many rows they have.
    if (segment.extract) values.sort((a, b) => Number(a) - Number(b));
    const column = await codeColumn(table, feature, type, values);
    const meters = Array.from({ length: values.length + firstCode }, () => newMeter(encoders));
    readers.push({
      name: feature.name,
      column,
      meters,
      report: () => ({
        column: feature.name,
        values: [...values.map((_, index) => index + firstCode), 0, nullCode].flatMap((code) => {
          const meter = meters[code];
          if (!meter || meter.rows === 0) return [];
          const value = code >= firstCode ? (values[code - firstCode] ?? null) : null;
          return [{ value, others: code === 0, rows: meter.rows, metrics: finite(meter.metrics()) }];
        }),
      }),
    });
  }
  return readers;
}

/** JSON has no NaN: figures that do not exist are null. */
export function finite(metrics: Record<string, number>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  );
}

function defaultColumns(encoders: Encoders): SegmentColumn[] {
  const known = new Map<string, SegmentColumn>();
  for (const feature of encoders.features) {
    const kind = feature.encoder.kind;
    if (!feature.extract && kind !== 'one-hot' && kind !== 'embedding') continue;
    const segment = { column: feature.column, ...(feature.extract ? { extract: feature.extract } : {}) };
    known.set(featureName(segment), segment);
  }
  return [...known.values()].slice(0, defaultSegments);
}

function checkSegments(table: Table, chosen: SegmentColumn[]): void {
  const fields = chosen.flatMap((segment, index) => {
    const column = table.columns.find((candidate) => candidate.name === segment.column);
    if (!column) return [{ path: `segments.${index}.column`, message: `there is no column "${segment.column}"` }];
    if (segment.extract && !canExtract(column.type, segment.extract)) {
      return [
        {
          path: `segments.${index}.extract`,
          message: `"${column.name}" is ${column.type}, which has no ${segment.extract}`,
        },
      ];
    }
    return [];
  });
  if (fields.length === 0) return;
  throw new DomainError('UNPROCESSABLE', `${table.name}: ${fields.map((field) => field.message).join('; ')}.`, {
    fields,
    hint: `Its columns are ${table.columns.map((column) => column.name).join(', ')}.`,
  });
}

function newMeter(encoders: Encoders): SegmentMeter {
  if (encoders.task === 'regression') {
    const numbers = new RegressionAccumulator(encoders.target.mean ?? 0);
    let truths = 0;
    const meter: SegmentMeter = {
      rows: 0,
      add: (score, label) => {
        meter.rows += 1;
        truths += label;
        numbers.add(score, label);
      },
      metrics: () => {
        const { rmse, mae, bias } = numbers.finish();
        return { rmse, mae, bias, mean_truth: truths / meter.rows };
      },
    };
    return meter;
  }
  const area = encoders.task === 'binary' ? new BinnedArea() : undefined;
  let hits = 0;
  let scores = 0;
  let positives = 0;
  let squares = 0;
  const meter: SegmentMeter = {
    rows: 0,
    add: (score, label, hit) => {
      meter.rows += 1;
      hits += Number(hit);
      if (!area) return;
      area.add(score, label);
      scores += score;
      positives += label;
      squares += (score - label) ** 2;
    },
    metrics: (): Record<string, number> =>
      area
        ? {
            auc: area.finish(),
            brier: squares / meter.rows,
            accuracy: hits / meter.rows,
            mean_score: scores / meter.rows,
            positive_share: positives / meter.rows,
          }
        : { accuracy: hits / meter.rows },
  };
  return meter;
}
