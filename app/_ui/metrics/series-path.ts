/** Where the points of one metric of a run are read: `points` stretches at most, from a step on or from the start. */
export function seriesPath({
  runId,
  metric,
  points,
  from,
}: {
  runId: string;
  metric: string;
  points: number;
  from?: number | undefined;
}): string {
  const search = new URLSearchParams({ key: metric, points: String(points) });
  if (from !== undefined) search.set('from', String(from));
  return `/runs/${runId}/series?${search}`;
}
