import type { SpanAnswer } from '#lib/traces/answer-schema.ts';

/** A line of the tree of spans. */
export interface SpanRow {
  span: SpanAnswer;
  /** 0 for those that stand under none. */
  depth: number;
  /** Spans right below it. */
  children: number;
}

/**
 * Spans as the lines of a tree, each followed by what it began, in the order they began. Ids come from clients: one whose
 * parent is not there stands at the top, and so does the first of a ring of parents. Pure.
 * @param folded ids of spans whose descendants are left out
 */
export function spanRows(spans: readonly SpanAnswer[], folded: ReadonlySet<string>): SpanRow[] {
  const ids = new Set(spans.map((span) => span.id));
  const children = Map.groupBy(spans, (span) =>
    span.parentId !== null && ids.has(span.parentId) && span.parentId !== span.id ? span.parentId : '',
  );
  const rows: SpanRow[] = [];
  const seen = new Set<string>();
  const walk = (starts: readonly SpanAnswer[]) => {
    const open = starts.map((span) => ({ span, depth: 0, hidden: false })).reverse();
    for (let next = open.pop(); next; next = open.pop()) {
      const { span, depth, hidden } = next;
      if (seen.has(span.id)) continue;
      seen.add(span.id);
      const below = children.get(span.id) ?? [];
      if (!hidden) rows.push({ span, depth, children: below.length });
      const fold = hidden || folded.has(span.id);
      for (const child of [...below].reverse()) open.push({ span: child, depth: depth + 1, hidden: fold });
    }
  };
  walk(children.get('') ?? []);
  for (const span of spans) if (!seen.has(span.id)) walk([span]);
  return rows;
}

/** Where a span lies in the whole trace, as shares of its length. */
export function barOf(span: SpanAnswer, wholeMs: number): { left: number; width: number } {
  const whole = Math.max(wholeMs, 1e-6);
  const left = Math.min(1, Math.max(0, span.startMs / whole));
  const width = Math.min(1 - left, Math.max(0, (span.durationMs ?? wholeMs - span.startMs) / whole));
  return { left, width };
}

/** How long the trace is as its spans tell, in milliseconds. */
export function wholeMs(spans: readonly SpanAnswer[]): number {
  return spans.reduce((most, span) => Math.max(most, span.startMs + (span.durationMs ?? 0)), 0);
}
