'use client';

import { Download } from 'lucide-react';
import type { Ref } from 'react';
import type { ComparedRun, CompareRow, CompareRunsAnswer } from '#lib/runs/compare/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { saveFile } from '#lib/ui/chart/save-file.ts';
import { Checkbox, Input, Select } from '#lib/ui/field.tsx';
import { Menu } from '#lib/ui/menu.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import type { MetricDirection } from '../metrics/best-value.ts';
import type { CompareSet } from './compare-address.ts';
import { type ComparisonQuestion, comparisonInput } from './comparison-input.ts';
import { type ExportFormat, exportFormats, exportTable } from './export-table.ts';

const formatNames = { csv: 'CSV', md: 'Markdown', json: 'JSON' } as const;

/** Finds rows, chooses what is shown of them, and saves the table as a file. */
export function CompareBar({
  set,
  change,
  runs,
  order,
  directionOf,
  question,
  ref,
}: {
  set: CompareSet;
  change: (part: Partial<CompareSet>) => void;
  runs: readonly ComparedRun[];
  order: readonly number[];
  directionOf: (key: string) => MetricDirection;
  question: ComparisonQuestion;
  ref: Ref<HTMLInputElement>;
}) {
  const api = useApi();
  const toast = useToast();
  /** All rows, also those that the table has not asked for yet. */
  const save = async (format: ExportFormat): Promise<void> => {
    try {
      const rows: CompareRow[] = [];
      for (let offset: number | null = 0; offset !== null; ) {
        const body = comparisonInput(question, offset);
        const answer: CompareRunsAnswer = await api('/runs/compare', { method: 'POST', body });
        rows.push(...answer.rows);
        offset = answer.nextOffset;
      }
      const content = exportTable(format, { runs, rows, order, figure: set.figure, directionOf });
      saveFile(`comparison.${format}`, new Blob([content], { type: 'text/plain;charset=utf-8' }));
      toast({ title: text.compare.exported(rows.length), tone: 'ok' });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast({ title: error.message, tone: 'bad', ...(error.hint ? { detail: error.hint } : {}) });
    }
  };
  return (
    <div className="compare-bar">
      <Input
        ref={ref}
        hideLabel
        label={text.compare.search}
        placeholder={text.compare.search}
        type="search"
        value={set.text}
        aria-keyshortcuts="/"
        onChange={(event) => change({ text: event.target.value })}
      />
      <Checkbox
        label={text.compare.differences}
        checked={set.differences}
        aria-keyshortcuts="d"
        onChange={(event) => change({ differences: event.target.checked })}
      />
      <span className="grow" />
      <Select
        hideLabel
        label={text.compare.figure}
        value={set.figure}
        options={(['best', 'last'] as const).map((value) => ({ value, label: text.compare.figures[value] }))}
        onChange={(event) => change({ figure: event.target.value === 'last' ? 'last' : 'best' })}
      />
      <Menu
        icon={Download}
        label={text.compare.exportTable}
        items={exportFormats.map((format) => ({
          id: format,
          label: text.chart.exportAs(formatNames[format]),
          run: () => void save(format),
        }))}
      />
    </div>
  );
}
