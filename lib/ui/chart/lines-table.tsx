import { memo, useDeferredValue } from 'react';
import { formatNumber } from '../format.ts';
import { text } from '../text/text.ts';
import type { LineSeries } from './line-series.ts';

const none: readonly LineSeries[] = [];

/** The lines of a chart in words, for those who do not see them. It is written when the lines have been drawn. */
export const LinesTable = memo(function LinesTable({
  id,
  title,
  series,
}: {
  id: string;
  title: string;
  series: readonly LineSeries[];
}) {
  const told = useDeferredValue(series, none);
  return (
    <table className="sr-only" id={id}>
      <caption>{text.chart.textAlternative(title)}</caption>
      <thead>
        <tr>
          <th>{text.chart.series}</th>
          <th>{text.chart.last}</th>
          <th>{text.chart.min}</th>
          <th>{text.chart.max}</th>
        </tr>
      </thead>
      <Rows series={told} />
    </table>
  );
});

const Rows = memo(function Rows({ series }: { series: readonly LineSeries[] }) {
  return (
    <tbody>
      {series.map((each) => {
        const facts = factsOf(each.y);
        return (
          <tr key={each.id}>
            <th>{each.label}</th>
            <td>{facts.last}</td>
            <td>{facts.min}</td>
            <td>{facts.max}</td>
          </tr>
        );
      })}
    </tbody>
  );
});

function factsOf(values: ArrayLike<number>): { last: string; min: string; max: string } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (values.length === 0) return { last: '–', min: '–', max: '–' };
  return {
    last: formatNumber(values[values.length - 1] ?? Number.NaN),
    min: min <= max ? formatNumber(min) : '–',
    max: min <= max ? formatNumber(max) : '–',
  };
}
