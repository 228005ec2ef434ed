'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { rowsQuery } from '#app/_ui/experiment/rows-query.ts';
import { columnsAsked } from '#app/_ui/experiment/run-columns.ts';
import {
  directionsOf,
  metricColumn,
  primaryOf,
  type RunQuestion,
  rankedBy,
  runQuestion,
  usualColumns,
} from '#app/_ui/experiment/run-question.ts';
import type { RunSet } from '#app/_ui/experiment/run-set.ts';
import type { MetricDirection } from '#app/_ui/metrics/best-value.ts';
import type { ExperimentAnswer } from '#lib/experiments/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import type { RunKeys } from './use-run-keys.ts';

/** What the page asks of the runs of an experiment. */
export interface AskedRuns {
  question: RunQuestion;
  /** Those of the table. */
  columns: readonly string[];
  /** All that is asked of each run. */
  asked: readonly string[];
  directionOf: (key: string) => MetricDirection;
  /** The metric that ranks the runs, and the column that shows it. */
  metric: RankingMetric | undefined;
  /** Writes another set into the address. */
  change: (set: RunSet) => void;
}

export interface RankingMetric {
  key: string;
  column: string;
}

/** What a set asks for, and how it is changed. */
export function useAskedRuns({
  experiment,
  keys,
  set,
  write,
}: {
  experiment: ExperimentAnswer;
  keys: RunKeys;
  set: RunSet;
  write: (set: RunSet) => void;
}): AskedRuns {
  const api = useApi();
  const directionOf = useMemo(() => directionsOf(experiment), [experiment]);
  const primary = primaryOf(experiment, keys.metrics);
  const metric = useMemo(
    () => (primary === undefined ? undefined : { key: primary, column: metricColumn(primary, directionOf(primary)) }),
    [primary, directionOf],
  );
  const usual = useMemo(() => usualColumns({ ...keys, primary, directionOf }), [keys, primary, directionOf]);
  const columns = set.columns ?? usual;
  const ranked = rankedBy(experiment);
  const asked = useMemo(() => columnsAsked(columns, metric?.column, ranked), [columns, metric, ranked]);
  const question = useMemo(
    () => runQuestion(experiment.id, { q: set.q, sort: set.sort, archived: set.archived }, ranked),
    [experiment.id, set.q, set.sort, set.archived, ranked],
  );
  const client = useQueryClient();
  const change = useCallback(
    (next: RunSet) => {
      const question = runQuestion(experiment.id, next, ranked);
      const columns = columnsAsked(next.columns ?? usual, metric?.column, ranked);
      // Asked before the page is drawn anew for it: that takes as long as the answer.
      void client.prefetchQuery({
        ...rowsQuery({ api, question, columns, page: 0 }),
        staleTime: Number.POSITIVE_INFINITY,
      });
      write(next);
    },
    [experiment.id, ranked, usual, metric, client, api, write],
  );
  return { question, columns, asked, directionOf, metric, change };
}
