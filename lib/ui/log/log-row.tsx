'use client';

import { memo } from 'react';
import { classNames } from '../class-names.ts';
import { formatDateTime } from '../format.ts';
import { text } from '../text/text.ts';
import { type AnsiSpan, parseAnsi } from './ansi.ts';
import { foldReturns } from './fold-returns.ts';
import type { LogLine } from './log-view.tsx';
import { splitMatches } from './split-matches.ts';

/** One line of a log; its number is a link to it. */
export const LogRow = memo(function LogRow({
  number,
  line,
  digits,
  query,
  found,
  at,
  times,
  mounted,
  linkTo,
  onPick,
}: {
  number: number;
  line: LogLine | undefined;
  digits: number;
  query: string;
  found: boolean;
  at: boolean;
  times: boolean;
  /** Local times may be shown: not in the first paint, which the server makes. */
  mounted: boolean;
  linkTo: (number: number) => string;
  onPick: (number: number) => void;
}) {
  const time = line?.time === undefined ? undefined : mounted ? formatDateTime(line.time) : line.time;
  return (
    <div className={classNames('log-line', line?.stream, found && 'at', at && 'linked')}>
      <a
        className="log-number"
        style={{ width: `${digits}ch` }}
        href={linkTo(number)}
        // A stop at each of a million lines would leave the keyboard in here for ever; y copies the link.
        tabIndex={-1}
        title={time}
        aria-label={text.log.lineAt(number)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onPick(number);
        }}
      >
        {number}
      </a>
      {times ? <span className="log-time">{line?.time?.slice(11, 23)}</span> : null}
      {line ? (
        <span className="log-text">
          <LineText content={line.text} query={query} />
          {line.more ? <span className="dim"> {text.log.cut(line.more)}</span> : null}
        </span>
      ) : (
        <span className="log-waiting" />
      )}
    </div>
  );
});

const LineText = memo(function LineText({ content, query }: { content: string; query: string }) {
  return parseAnsi(foldReturns(content)).map((span, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one line keep their order
    <Span key={`${at} ${span.text}`} span={span} query={query} />
  ));
});

function Span({ span, query }: { span: AnsiSpan; query: string }) {
  const parts = splitMatches(span.text, query);
  const content =
    parts.length === 1
      ? span.text
      : // biome-ignore lint/suspicious/noArrayIndexKey: hits of one line keep their order
        parts.map((part, at) => (at % 2 ? <mark key={`${at} ${part}`}>{part}</mark> : part));
  if (!span.color && !span.background && !span.bold && !span.dim && !span.italic && !span.underline) return content;
  return (
    <span
      className={classNames(
        span.bold && 'ansi-bold',
        span.dim && 'dim',
        span.italic && 'ansi-italic',
        span.underline && 'ansi-underline',
      )}
      style={{ color: cssColor(span.color), background: cssColor(span.background) }}
    >
      {content}
    </span>
  );
}

// The sixteen names are tokens, so that they stay readable in both themes.
function cssColor(color: string | undefined): string | undefined {
  return color === undefined || color.startsWith('rgb') ? color : `var(--ansi-${color})`;
}
