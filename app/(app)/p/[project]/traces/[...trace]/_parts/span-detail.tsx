'use client';

import { useState } from 'react';
import { JsonView } from '#app/_ui/run/json-view.tsx';
import type { SpanAnswer } from '#lib/traces/answer-schema.ts';
import { CopyButton } from '#lib/ui/copy-button.tsx';
import { formatBytes, formatDuration } from '#lib/ui/format.ts';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';

type Json = SpanAnswer['inputs'];

/** Longer values are shown by their beginning until they are asked for. */
const longest = 20_000;

/** What went into a step, what came out, and what it says of itself. */
export function SpanDetail({ span }: { span: SpanAnswer }) {
  const attributes = Object.entries(span.attributes);
  return (
    <section className="span-detail" aria-label={span.name}>
      <header className="row wrap">
        <h2 className="clip">{span.name}</h2>
        {span.type === '' ? null : <span className="dim small">{span.type}</span>}
        {span.status === 'ERROR' ? <StatusBadge status="failed" label={text.traces.states.ERROR} /> : null}
        <span className="grow" />
        <span className="dim small num">
          {text.traces.one.starts} {formatDuration(span.startMs)}
        </span>
      </header>
      {span.message === '' ? null : <p className="span-message">{span.message}</p>}
      <Part title={text.traces.one.inputs} value={span.inputs} />
      <Part title={text.traces.one.outputs} value={span.outputs} />
      {attributes.length > 0 ? <Part title={text.traces.one.attributes} value={span.attributes} /> : null}
      {span.events.length > 0 ? (
        <div>
          <h3>{text.traces.one.events}</h3>
          <ol className="span-events">
            {span.events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: events stay in their order, and two may be alike
              <li key={index}>
                <div className="row">
                  <b>{event.name}</b>
                  <span className="dim small num">{text.traces.one.at(formatDuration(event.atMs))}</span>
                </div>
                {Object.keys(event.attributes).length > 0 ? (
                  <Value value={readable(event.attributes)} label={event.name} />
                ) : null}
              </li>
            ))}
          </ol>
        </div>
      ) : null}
    </section>
  );
}

function Part({ title, value }: { title: string; value: Json }) {
  return (
    <div>
      <h3>{title}</h3>
      {value === null ? <p className="dim">{text.traces.one.none}</p> : <Value value={value} label={title} />}
    </div>
  );
}

function Value({ value, label }: { value: Json; label: string }) {
  const [all, setAll] = useState(false);
  const whole = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const cut = !all && whole.length > longest;
  if (typeof value !== 'string' && !cut) return <JsonView value={value} label={label} />;
  return (
    <div className="json-view span-text">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label}>
        <pre>{cut ? `${whole.slice(0, longest)}…` : whole}</pre>
        {cut ? (
          <button type="button" className="link" onClick={() => setAll(true)}>
            {text.traces.one.showAll(formatBytes(whole.length))}
          </button>
        ) : null}
      </section>
      <CopyButton value={whole} />
    </div>
  );
}

/** A stack trace is read with its lines, not as one of JSON. */
function readable(attributes: Record<string, Json>): Json {
  const texts = Object.entries(attributes).map(([key, value]) =>
    typeof value === 'string' && value.includes('\n') ? `${key}:\n${value}` : undefined,
  );
  return texts.every((one) => one === undefined)
    ? attributes
    : Object.entries(attributes)
        .map(([key, value], at) => texts[at] ?? `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join('\n');
}
