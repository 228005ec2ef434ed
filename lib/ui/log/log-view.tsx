'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine, ChevronDown, ChevronUp, Download } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { classNames } from '../class-names.ts';
import { formatDateTime } from '../format.ts';
import { IconButton } from '../icon-button.tsx';
import { useShortcut } from '../keys/keys.tsx';
import { text } from '../text/text.ts';
import { useNow } from '../use-now.ts';
import { type AnsiSpan, parseAnsi } from './ansi.ts';
import { findMatches, splitMatches } from './find-matches.ts';
import { foldReturns } from './fold-returns.ts';

export interface LogLine {
  /** Unique and ascending. */
  number: number;
  text: string;
  stream?: 'stdout' | 'stderr' | 'system';
  /** ISO; shown on hover. */
  time?: string;
}

const lineHeight = 18;

/** Output of a job or run: only visible lines are mounted, so there is no cap on their number. Keep `lines` stable. */
export function LogView({
  lines,
  height = 480,
  live = false,
  downloadHref,
  onEarlier,
}: {
  lines: readonly LogLine[];
  height?: number | string;
  live?: boolean;
  downloadHref?: string;
  onEarlier?: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [follow, setFollow] = useState(live);
  const [query, setQuery] = useState('');
  const [match, setMatch] = useState(0);
  const matches = useMemo(() => findMatches(lines, query), [lines, query]);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 30,
    initialRect: { width: 0, height: 400 },
  });
  const current = matches[Math.min(match, matches.length - 1)];

  useEffect(() => {
    if (follow && lines.length > 0) virtualizer.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [follow, lines.length, virtualizer]);
  useEffect(() => {
    if (current !== undefined) virtualizer.scrollToIndex(current, { align: 'center' });
  }, [current, virtualizer]);
  useShortcut('/', text.log.search, () => search.current?.focus());

  const go = (by: number) => {
    if (matches.length === 0) return;
    setFollow(false);
    setMatch((at) => (Math.min(at, matches.length - 1) + by + matches.length) % matches.length);
  };
  const digits = String(lines.at(-1)?.number ?? 0).length;

  return (
    <div className="log" style={{ height }}>
      <div className="log-bar">
        <input
          ref={search}
          className="input"
          type="search"
          placeholder={text.log.search}
          aria-label={text.log.search}
          aria-keyshortcuts="/"
          value={query}
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value);
            setMatch(0);
            setFollow(false);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
            if (event.key === 'Escape') setQuery('');
          }}
        />
        {query ? (
          <>
            <span className="dim small num" role="status">
              {text.log.matches(Math.min(match + 1, matches.length), matches.length)}
            </span>
            <IconButton icon={ChevronUp} label={text.log.previous} onClick={() => go(-1)} />
            <IconButton icon={ChevronDown} label={text.log.next} onClick={() => go(1)} />
          </>
        ) : null}
        <span className="grow" />
        <span className="dim small num">{text.log.lines(lines.length)}</span>
        <Button small look="ghost" icon={ArrowDownToLine} aria-pressed={follow} onClick={() => setFollow(!follow)}>
          {follow ? text.log.following : text.log.follow}
        </Button>
        {downloadHref ? (
          <a className="icon-btn" href={downloadHref} download aria-label={text.log.download} title={text.log.download}>
            <Download size={15} aria-hidden />
          </a>
        ) : null}
      </div>
      <div
        className="log-lines"
        ref={scroller}
        role="log"
        aria-label={text.log.label}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onWheel={(event) => {
          if (event.deltaY < 0) setFollow(false);
        }}
        onKeyDown={(event) => {
          if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) setFollow(false);
        }}
      >
        {onEarlier ? (
          <Button small look="ghost" onClick={onEarlier}>
            {text.log.earlier}
          </Button>
        ) : null}
        {lines.length === 0 ? <p className="dim log-empty">{text.log.empty}</p> : null}
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return line ? (
              <div
                key={line.number}
                className={classNames('log-line', line.stream, item.index === current && 'at')}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LineNumber number={line.number} digits={digits} time={line.time} />
                <LineText content={line.text} query={query} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

function LineNumber({ number, digits, time }: { number: number; digits: number; time?: string }) {
  const mounted = useNow() !== undefined;
  return (
    <span
      className="log-number"
      style={{ width: `${digits}ch` }}
      title={time ? (mounted ? formatDateTime(time) : time) : undefined}
    >
      {number}
    </span>
  );
}

const LineText = memo(function LineText({ content, query }: { content: string; query: string }) {
  const spans = parseAnsi(foldReturns(content));
  return (
    <span className="log-text">
      {spans.map((span, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one line keep their order
        <Span key={`${at} ${span.text}`} span={span} query={query} />
      ))}
    </span>
  );
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
