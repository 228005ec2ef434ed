'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from '../class-names.ts';
import { text } from '../text/text.ts';
import { useMounted } from '../use-mounted.ts';
import { LogRow } from './log-row.tsx';
import type { LogSource } from './log-view.tsx';
import { scrollTopOf, visibleLines } from './visible-lines.ts';

const assumedView = 400;

/** The scrolled part of a log. */
export function LogLines({
  source,
  live,
  query,
  found,
  at,
  follow,
  times,
  linkTo,
  onLeaveEnd,
  onPick,
}: {
  source: LogSource;
  /** More may come. */
  live: boolean;
  query: string;
  /** The match that is looked at, and the line that the address names. */
  found: number | undefined;
  at: number | undefined;
  follow: boolean;
  times: boolean;
  linkTo: (number: number) => string;
  onLeaveEnd: () => void;
  onPick: (number: number) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, view: assumedView });
  const mounted = useMounted();
  const { total, want } = source;
  const { height, from, to, top } = visibleLines(total, place.view, place.top);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => setPlace({ top: box.scrollTop, view: box.clientHeight || assumedView });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (to > from) want(from + 1, to);
  }, [want, from, to]);
  const scrollTo = (number: number, where: 'middle' | 'end') => {
    const box = scroller.current;
    if (box) box.scrollTop = scrollTopOf(number - 1, total, box.clientHeight, where);
  };
  const latest = useRef(scrollTo);
  useLayoutEffect(() => {
    latest.current = scrollTo;
  });
  const begun = total > 0;
  useLayoutEffect(() => {
    if (follow && total > 0) latest.current(total, 'end');
  }, [follow, total]);
  useLayoutEffect(() => {
    if (begun && found !== undefined) latest.current(found, 'middle');
  }, [begun, found]);
  // What the address names is scrolled to once: a line picked by hand is in view already. Else a log is read from its end.
  const brought = useRef(at);
  useLayoutEffect(() => {
    if (!begun) return;
    if (brought.current === undefined) latest.current(Number.MAX_SAFE_INTEGER, 'end');
    else latest.current(brought.current, 'middle');
  }, [begun]);

  const digits = String(total).length;
  return (
    <div
      className="log-lines"
      ref={scroller}
      role="log"
      aria-label={text.log.label}
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => setPlace({ top: event.currentTarget.scrollTop, view: event.currentTarget.clientHeight })}
      onWheel={(event) => {
        if (event.deltaY < 0) onLeaveEnd();
      }}
      onKeyDown={(event) => {
        if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) onLeaveEnd();
      }}
    >
      {total === 0 ? <p className="dim log-empty">{live ? text.log.empty : text.log.nothing}</p> : null}
      <div style={{ height, position: 'relative' }}>
        <div className={classNames('log-window', times && 'timed')} style={{ transform: `translateY(${top}px)` }}>
          {Array.from({ length: to - from }, (_, index) => {
            const number = from + index + 1;
            return (
              <LogRow
                key={number}
                number={number}
                line={source.line(number)}
                digits={digits}
                query={query}
                found={number === found}
                at={number === at}
                times={times}
                mounted={mounted}
                linkTo={linkTo}
                onPick={onPick}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
