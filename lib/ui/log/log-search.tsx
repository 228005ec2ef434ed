'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../icon-button.tsx';
import { useShortcut } from '../keys/keys.tsx';
import { text } from '../text/text.ts';

export interface LogSearchState {
  query: string;
  onQuery: (query: string) => void;
  /** Numbers of the lines that contain the query, ascending. */
  matches: readonly number[];
  /** Which of them is looked at, by its index. */
  current: number;
  onCurrent: (index: number) => void;
  busy: boolean;
  /** There are more than are told. */
  more: boolean;
}

/** The search field of a log, with a step to the next and the previous line that contains what was typed. */
export function LogSearch({
  search,
  onGo,
  onType,
}: {
  search: LogSearchState;
  onGo: (index: number) => void;
  onType: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const { query, matches, current, busy, more } = search;
  const go = (by: number) => {
    if (matches.length > 0) onGo((current + by + matches.length) % matches.length);
  };
  useShortcut('/', text.log.search, () => field.current?.focus());
  useShortcut(query ? 'n' : undefined, text.log.next, () => go(1));
  useShortcut(query ? 'shift+n' : undefined, text.log.previous, () => go(-1));
  return (
    <>
      <input
        ref={field}
        className="input"
        type="search"
        placeholder={text.log.search}
        aria-label={text.log.search}
        aria-keyshortcuts="/"
        value={query}
        spellCheck={false}
        onChange={(event) => {
          search.onQuery(event.target.value);
          onType();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') search.onQuery('');
        }}
      />
      {query ? (
        <>
          <span className="dim small num" role="status">
            {busy ? text.log.searching : text.log.matches(Math.min(current + 1, matches.length), matches.length, more)}
          </span>
          <IconButton icon={ChevronUp} label={text.log.previous} keys="N" onClick={() => go(-1)} />
          <IconButton icon={ChevronDown} label={text.log.next} keys="n" onClick={() => go(1)} />
        </>
      ) : null}
    </>
  );
}
