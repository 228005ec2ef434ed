'use client';

import type { TraceDetail } from '#lib/traces/answer-schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { AssessmentChip } from '../../_parts/assessment-chip.tsx';

/** What is thought of a trace, and what its client says of it. */
export function TraceFacts({ trace }: { trace: TraceDetail }) {
  const { assessments, session, user, tags } = trace;
  const rows: [string, string | undefined][] = [
    [text.traces.one.session, session ?? undefined],
    [text.traces.one.user, user ?? undefined],
    ...Object.entries(tags),
  ];
  return (
    <>
      {assessments.length > 0 ? (
        <section className="span-detail" aria-labelledby="trace-assessments">
          <h2 id="trace-assessments">{text.traces.assessments}</h2>
          <ul className="trace-assessments">
            {assessments.map((one) => (
              <li key={`${one.name} ${one.createdAt} ${one.sourceId}`}>
                <div className="row wrap">
                  <AssessmentChip assessment={one} />
                  {one.kind === 'expectation' ? <Chip>{text.traces.one.expectation}</Chip> : null}
                  <span className="dim small">
                    {text.traces.one.by(one.sourceId || one.sourceType)} · <TimeAgo time={one.createdAt} />
                  </span>
                </div>
                {one.rationale ? <p className="mut">{one.rationale}</p> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {rows.some(([, value]) => value !== undefined) ? (
        <section className="span-detail" aria-labelledby="trace-facts">
          <h2 id="trace-facts">{text.traces.one.facts}</h2>
          <KeyValue rows={rows} />
        </section>
      ) : null}
    </>
  );
}
