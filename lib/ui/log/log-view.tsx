'use client';

import { ArrowDownToLine, Clock, Download, Link2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../button.tsx';
import { IconButton } from '../icon-button.tsx';
import { useShortcut } from '../keys/keys.tsx';
import { text } from '../text/text.ts';
import { useCopyToast } from '../use-copy-toast.ts';
import { LogLines } from './log-lines.tsx';
import { LogSearch, type LogSearchState } from './log-search.tsx';

export interface LogLine {
  text: string;
  stream?: 'stdout' | 'stderr' | 'system';
  /** ISO. */
  time?: string;
  /** Characters that were cut off at its end. */
  more?: number;
}

/** A log of any length, of which only what is looked at is here. Lines are numbered from 1. */
export interface LogSource {
  total: number;
  /** undefined while it is on its way. */
  line: (number: number) => LogLine | undefined;
  /** These lines are in view: fetch what is missing. */
  want: (from: number, to: number) => void;
}

/** Output of a job or run: search, a link to each line, following its end; lines in view alone are mounted and fetched. */
export function LogView({
  source,
  search,
  height = 480,
  live = false,
  downloadHref,
  at,
  onAt,
  linkTo,
  bar,
}: {
  source: LogSource;
  search: LogSearchState;
  height?: number | string;
  live?: boolean;
  downloadHref?: string;
  /** The line that the address names. */
  at: number | undefined;
  onAt: (number: number | undefined) => void;
  /** The address that names a line. Keep it stable. */
  linkTo: (number: number) => string;
  /** More controls. */
  bar?: ReactNode;
}) {
  const copy = useCopyToast();
  const [follow, setFollow] = useState(live && at === undefined);
  const [times, setTimes] = useState(false);
  const found = search.matches[search.current];
  const goTo = (index: number) => {
    setFollow(false);
    search.onCurrent(index);
  };
  const copyLink = () => {
    if (at !== undefined) copy(window.location.href, text.log.linkCopied(at));
  };
  useShortcut(at === undefined ? undefined : 'y', text.log.copyLink, copyLink);
  return (
    <div className="log" style={{ height }}>
      <div className="log-bar">
        <LogSearch search={search} onGo={goTo} onType={() => setFollow(false)} />
        {bar}
        <span className="grow" />
        {at === undefined ? null : (
          <Button small look="ghost" icon={Link2} keys="y" title={text.log.copyLink} onClick={copyLink}>
            {text.log.lineAt(at)}
          </Button>
        )}
        <span className="dim small num">{text.log.lines(source.total)}</span>
        <IconButton icon={Clock} label={text.log.times} pressed={times} onClick={() => setTimes(!times)} />
        <Button small look="ghost" icon={ArrowDownToLine} aria-pressed={follow} onClick={() => setFollow(!follow)}>
          {follow ? text.log.following : text.log.follow}
        </Button>
        {downloadHref ? (
          <a className="icon-btn" href={downloadHref} download aria-label={text.log.download} title={text.log.download}>
            <Download size={15} aria-hidden />
          </a>
        ) : null}
      </div>
      <LogLines
        source={source}
        live={live}
        query={search.query}
        found={found}
        at={at}
        follow={follow}
        times={times}
        linkTo={linkTo}
        onLeaveEnd={() => setFollow(false)}
        onPick={(number) => {
          setFollow(false);
          onAt(number === at ? undefined : number);
        }}
      />
    </div>
  );
}
