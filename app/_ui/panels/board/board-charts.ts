'use client';

import { createContext, useContext } from 'react';
import type { MetricDirection } from '../../metrics/best-value.ts';
import type { ChartedGroup } from '../../metrics/group-chart.tsx';
import type { ChartedRun } from '../../metrics/metric-chart.tsx';

/** What panels of curves know beyond the runs of the page: how it draws its other charts. */
export interface BoardCharts {
  runs: readonly ChartedRun[];
  /** Drawn in place of the runs. */
  groups: readonly ChartedGroup[] | undefined;
  metrics: readonly string[];
  /** The metric that ranks the runs. */
  primary: string | undefined;
  directionOf: (key: string) => MetricDirection;
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
}

const nothing: BoardCharts = {
  runs: [],
  groups: undefined,
  metrics: [],
  primary: undefined,
  directionOf: () => null,
  highlight: undefined,
  onHighlight: () => {},
};

export const BoardChartsContext = createContext<BoardCharts>(nothing);

export function useBoardCharts(): BoardCharts {
  return useContext(BoardChartsContext);
}
