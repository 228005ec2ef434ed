'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { EvaluationReport } from '#lib/models/evaluation-report.ts';
import { apiFetch } from '#lib/ui/api.ts';
import { ConfusionMatrix } from '#lib/ui/chart/confusion-matrix.tsx';
import { CurveChart } from '#lib/ui/chart/curve-chart.tsx';
import { Histogram } from '#lib/ui/chart/histogram.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatNumber } from '#lib/ui/format.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Count, Delta, Num } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { arrow, usualDirection } from '../metrics/best-value.ts';
import { artifactPath } from './artifact-path.ts';

const reportPath = 'evaluation.json';
const baselineLook = { color: 'var(--ink-3)', dash: [5, 4] };

/** What an evaluation run found out about its model, beside the baseline. */
export function EvaluationView({ runId, digest, color }: { runId: string; digest: string; color: string }) {
  const { project } = useNavigation();
  const report = useQuery({
    queryKey: ['evaluation', digest],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) =>
      EvaluationReport.parse(await apiFetch(project, artifactPath(runId, reportPath), { signal })),
  });
  if (report.isError)
    return (
      <Panel title={text.evaluation.title}>
        <ErrorState error={report.error} onRetry={() => void report.refetch()} />
      </Panel>
    );
  if (!report.data)
    return (
      <Panel title={text.evaluation.title}>
        <Skeleton lines={8} />
      </Panel>
    );
  return (
    <div className="stack">
      <Figures report={report.data} />
      {report.data.binary ? <BinaryCharts report={report.data} binary={report.data.binary} color={color} /> : null}
      {report.data.multiclass ? <MulticlassCharts report={report.data} multiclass={report.data.multiclass} /> : null}
      {report.data.regression ? <RegressionCharts regression={report.data.regression} color={color} /> : null}
      {report.data.segments.map((segment) => (
        <SegmentTable key={segment.column} column={segment.column} values={segment.values} />
      ))}
    </div>
  );
}

/** The file an evaluation keeps its report in. */
export function isReport(path: string): boolean {
  return path === reportPath;
}

interface Figure {
  name: string;
  value: number | null;
  baseline: number | null | undefined;
}

const figureColumns: Column<Figure>[] = [
  {
    id: 'name',
    header: () => text.evaluation.metric,
    sort: (row) => row.name,
    cell: (row) => <span className="mono">{row.name}</span>,
  },
  { id: 'model', header: () => text.evaluation.model, align: 'right', cell: (row) => <Num value={row.value} /> },
  {
    id: 'baseline',
    header: () => text.evaluation.baseline,
    align: 'right',
    cell: (row) => <Num value={row.baseline} />,
  },
  {
    id: 'delta',
    header: () => text.evaluation.delta,
    align: 'right',
    cell: (row) => (
      <Delta
        value={
          row.value === null || row.baseline === null || row.baseline === undefined ? null : row.value - row.baseline
        }
        direction={arrow(usualDirection(row.name))}
      />
    ),
  },
];

function Figures({ report }: { report: EvaluationReport }) {
  const rows = useMemo(
    () =>
      Object.entries(report.metrics).map(
        ([name, value]): Figure => ({ name, value, baseline: report.baseline.metrics[name] }),
      ),
    [report],
  );
  const skipped = report.skipped.invalid + report.skipped.unknownClass + report.skipped.unlabelled;
  return (
    <Panel
      flush
      title={text.evaluation.title}
      hint={text.evaluation.against(report.baseline.name)}
      footer={`${text.common.rows(report.rows)}${skipped > 0 ? ` · ${text.evaluation.skipped(skipped)}` : ''}`}
    >
      <DataTable label={text.evaluation.title} rows={rows} columns={figureColumns} rowId={(row) => row.name} />
    </Panel>
  );
}

function BinaryCharts({
  report,
  binary,
  color,
}: {
  report: EvaluationReport;
  binary: NonNullable<EvaluationReport['binary']>;
  color: string;
}) {
  const { tp, fp, fn, tn } = binary.confusion;
  const [negative = 'false', positive = 'true'] = report.target.classes ?? [];
  const line = (id: string, points: readonly (readonly [number, number, number])[], look = {}) => ({
    id,
    label: id,
    points: points.map(([x, y]) => ({ x, y })),
    ...look,
  });
  const modelLook = { color, dash: [] };
  const prior = binary.positives / report.rows;
  return (
    <div className="halves">
      <CurveChart
        title={text.evaluation.roc}
        xLabel={text.evaluation.rocX}
        yLabel={text.evaluation.rocY}
        diagonal
        curves={[
          line(text.evaluation.model, binary.roc, modelLook),
          ...(binary.baseline ? [line(text.evaluation.baseline, binary.baseline.roc, baselineLook)] : []),
        ]}
      />
      <CurveChart
        title={text.evaluation.pr}
        xLabel={text.evaluation.prX}
        yLabel={text.evaluation.prY}
        curves={[
          line(text.evaluation.model, binary.pr, modelLook),
          binary.baseline
            ? line(text.evaluation.baseline, binary.baseline.pr, baselineLook)
            : {
                id: text.evaluation.baseline,
                label: text.evaluation.baseline,
                points: [
                  { x: 0, y: prior },
                  { x: 1, y: prior },
                ],
                ...baselineLook,
              },
        ]}
      />
      <CurveChart
        title={text.evaluation.calibration}
        xLabel={text.evaluation.calibrationX}
        yLabel={text.evaluation.calibrationY}
        diagonal
        curves={[
          {
            id: text.evaluation.model,
            label: text.evaluation.model,
            marks: true,
            ...modelLook,
            points: binary.calibration.flatMap(({ meanScore, positiveShare }) =>
              meanScore === null || positiveShare === null ? [] : [{ x: meanScore, y: positiveShare }],
            ),
          },
        ]}
      />
      <Panel
        title={text.evaluation.confusion}
        hint={text.evaluation.threshold(formatNumber(binary.threshold))}
        footer={text.evaluation.bestThreshold(formatNumber(binary.best.f1), formatNumber(binary.best.threshold))}
      >
        <ConfusionMatrix
          labels={[negative, positive]}
          counts={[
            [tn, fp],
            [fn, tp],
          ]}
        />
      </Panel>
    </div>
  );
}

type PerClass = NonNullable<EvaluationReport['multiclass']>['perClass'][number];
const classColumns: Column<PerClass>[] = [
  { id: 'class', header: () => text.evaluation.class, sort: (row) => row.class, cell: (row) => row.class },
  {
    id: 'rows',
    header: () => text.evaluation.rows,
    align: 'right',
    sort: (row) => row.rows,
    cell: (row) => <Count value={row.rows} />,
  },
  {
    id: 'precision',
    header: () => text.evaluation.precision,
    align: 'right',
    sort: (row) => row.precision,
    cell: (row) => <Num value={row.precision} />,
  },
  {
    id: 'recall',
    header: () => text.evaluation.recall,
    align: 'right',
    sort: (row) => row.recall,
    cell: (row) => <Num value={row.recall} />,
  },
  { id: 'f1', header: 'F1', align: 'right', sort: (row) => row.f1, cell: (row) => <Num value={row.f1} /> },
];

function MulticlassCharts({
  report,
  multiclass,
}: {
  report: EvaluationReport;
  multiclass: NonNullable<EvaluationReport['multiclass']>;
}) {
  return (
    <div className="halves">
      <Panel title={text.evaluation.confusion}>
        <ConfusionMatrix
          labels={report.target.classes ?? multiclass.perClass.map((each) => each.class)}
          counts={multiclass.confusion}
        />
      </Panel>
      <Panel flush title={text.evaluation.perClass}>
        <DataTable
          label={text.evaluation.perClass}
          rows={multiclass.perClass}
          columns={classColumns}
          rowId={(row) => row.class}
        />
      </Panel>
    </div>
  );
}

function RegressionCharts({
  regression,
  color,
}: {
  regression: NonNullable<EvaluationReport['regression']>;
  color: string;
}) {
  const { edges, counts } = regression.errors;
  return (
    <div className="halves">
      <Histogram
        title={text.evaluation.residuals}
        bins={counts.map((count, index) => ({ from: edges[index] ?? 0, to: edges[index + 1] ?? 0, count }))}
      />
      <CurveChart
        title={text.evaluation.calibration}
        xLabel={text.evaluation.calibrationX}
        yLabel={text.evaluation.calibrationY}
        diagonal
        unit={false}
        curves={[
          {
            id: text.evaluation.model,
            label: text.evaluation.model,
            color,
            dash: [],
            marks: true,
            points: regression.calibration.map((bin) => ({ x: bin.meanPrediction, y: bin.meanTruth })),
          },
        ]}
      />
    </div>
  );
}

type SegmentValue = EvaluationReport['segments'][number]['values'][number];

function SegmentTable({ column, values }: { column: string; values: SegmentValue[] }) {
  const columns = useMemo((): Column<SegmentValue>[] => {
    const names = [...new Set(values.flatMap((value) => Object.keys(value.metrics)))];
    return [
      {
        id: 'value',
        header: column,
        sort: (row) => (row.value === null || Number.isNaN(Number(row.value)) ? row.value : Number(row.value)),
        cell: (row) =>
          row.others ? (
            <span className="mut">{text.evaluation.others}</span>
          ) : (
            (row.value ?? <span className="dim">{text.evaluation.noValue}</span>)
          ),
      },
      {
        id: 'rows',
        header: text.evaluation.rows,
        align: 'right',
        sort: (row) => row.rows,
        cell: (row) => <Count value={row.rows} />,
      },
      ...names.map(
        (name): Column<SegmentValue> => ({
          id: name,
          header: name,
          align: 'right',
          sort: (row) => row.metrics[name],
          cell: (row) => <Num value={row.metrics[name]} />,
        }),
      ),
    ];
  }, [column, values]);
  return (
    <Panel flush title={text.evaluation.segmentsOf(column)}>
      <DataTable
        label={text.evaluation.segmentsOf(column)}
        rows={values}
        columns={columns}
        rowId={(row) => `${row.others} ${row.value}`}
        height={420}
        initialSort={{ id: 'value', desc: false }}
      />
    </Panel>
  );
}
