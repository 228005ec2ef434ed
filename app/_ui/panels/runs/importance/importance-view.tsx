'use client';

import { useId, useMemo, useState } from 'react';
import { toCsv } from '#lib/ui/chart/export-lines.ts';
import { formatNumber } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../../panel-kind.ts';
import { columnName } from '../columns/column-name.ts';
import { useMatrix } from '../columns/use-matrix.ts';
import { useUsualColumns } from '../columns/use-usual-columns.ts';
import { exportDrawing } from '../drawing/export-drawing.ts';
import { RunPanelBody } from '../drawing/run-panel-body.tsx';
import { useInks } from '../drawing/use-inks.ts';
import { drawImportance, type ImportanceRow, importanceRowHeight } from './draw-importance.ts';
import type { ImportanceSettings } from './importance-kind.ts';
import { importanceQuestion } from './importance-question.ts';
import { ImportanceRows, shownShare } from './importance-rows.tsx';
import { leastRuns, useForest } from './use-forest.ts';
import './importance.css';

/** Below these a ranking of params is more chance than knowledge. */
const [fewRuns, littleTold] = [30, 0.3];

/** Which params a metric depends on: by a forest, and by rank correlation beside it. */
export default function ImportanceView({ runs, settings, height }: PanelViewProps<ImportanceSettings>) {
  const tableId = useId();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const inks = useInks(host);
  const { usual, error: usualError, retry: retryUsual } = useUsualColumns(runs);
  const { without, shownOnly } = settings;
  const metric = settings.metric || usual?.metric;
  const names = useMemo(() => usual?.params.filter((name) => !without.includes(name)), [usual, without]);
  const asked = names && metric !== undefined ? [metric, ...names] : undefined;
  const { matrix, error, retry } = useMatrix(runs, asked, { shownOnly });
  const found = useMemo(
    () => (matrix && names && metric !== undefined ? importanceQuestion(matrix, names, metric) : undefined),
    [matrix, names, metric],
  );
  const { answer, error: forestError } = useForest(found?.question);
  const rows = useMemo(() => {
    const all = (found?.params ?? []).map(({ name, association }, at): ImportanceRow => {
      const label = usual ? columnName(name, usual.directionOf) : name;
      return {
        name,
        label,
        importance: answer?.importance[at],
        strength: association.strength,
        signed: association.signed,
      };
    });
    const weight = (row: ImportanceRow) => row.importance ?? Math.abs(row.strength);
    return all.toSorted((a, b) => weight(b) - weight(a));
  }, [found, usual, answer]);
  const words = text.runPanels.importance;
  const title = words.of(usual ? columnName(metric, usual.directionOf) : '');
  const heads = { importance: words.importance, correlation: words.correlation };
  const count = found?.question.target.length ?? 0;
  const source = exportDrawing({
    title,
    inks,
    paint: inks && ((pen, size) => drawImportance(pen, size, rows, heads, inks, shownShare)),
    size: { width: 760, height: 34 + rows.length * importanceRowHeight },
    header: [],
    rows: () => [],
  });
  const warning =
    count < fewRuns
      ? words.few(count)
      : answer && answer.r2 < littleTold
        ? words.little(formatNumber(answer.r2, 2))
        : '';
  return (
    <div ref={setHost} style={{ height }}>
      <RunPanelBody
        title={title}
        tableId={tableId}
        state={{
          error: error ?? usualError ?? forestError,
          retry: () => {
            retryUsual();
            retry();
          },
          loading: usual === undefined || (asked !== undefined && found === undefined),
          empty:
            usual && (asked === undefined || rows.length === 0)
              ? words.nothing
              : count < leastRuns && found
                ? words.tooFew(count, leastRuns)
                : undefined,
        }}
        source={{
          ...source,
          csv: () =>
            toCsv(
              ['param', 'importance', 'correlation', 'method'],
              rows.map((row) => [
                row.label,
                row.importance ?? '',
                row.strength,
                row.signed ? 'spearman' : 'correlation ratio',
              ]),
            ),
        }}
        notes={[
          answer ? words.method(answer.rows, formatNumber(answer.r2, 2)) : count < leastRuns ? '' : words.growing,
          found?.isLog ? words.ofLogarithm : '',
          matrix?.more ? text.runPanels.limited(matrix.ids.length) : '',
        ]}
      >
        {warning ? (
          <p className="importance-warning small" role="note" style={{ padding: '0 8px' }}>
            {warning}
          </p>
        ) : null}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
        <section className="importance-box" tabIndex={0} aria-label={title}>
          <ImportanceRows id={tableId} title={title} rows={rows} />
        </section>
      </RunPanelBody>
    </div>
  );
}
