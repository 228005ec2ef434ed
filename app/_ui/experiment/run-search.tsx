'use client';

import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react';
import { nativeRunsGrammar } from '#lib/filter/grammars/native-runs.ts';
import { parseNativeFilter } from '#lib/filter/parse-native-filter.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import { readTyped } from './read-typed.ts';
import { readSearch } from './run-question.ts';
import { useSuggestions } from './use-suggestions.ts';

const pauseMs = 80;
/** What cannot be read is mostly on its way to something that can. */
const unreadMs = 800;

/**
 * The one search of a run set: part of a name, /a pattern/, or a filter with completion from the keys and values that the
 * runs have. What is wrong with it is said below, with the place.
 */
export function RunSearch({
  experimentId,
  value,
  error,
  onChange,
  ref,
}: {
  experimentId: number;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  ref: Ref<HTMLInputElement>;
}) {
  const id = useId();
  const [draft, setDraft] = useState(value);
  const [caret, setCaret] = useState(0);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const sent = useRef(value);
  const before = useRef(value);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  // Changed by somebody else: a link, the way back, a click on "clear".
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setDraft(value);
  }, [value]);
  useEffect(() => {
    // What was pasted, completed or cleared is all there; of a word that is typed the next letter may be on its way.
    const typed = Math.abs(draft.length - before.current.length) <= 1;
    before.current = draft;
    if (draft === sent.current) return;
    const send = () => {
      sent.current = draft;
      latest.current(draft);
    };
    const waitMs = !isReadable(draft) ? unreadMs : typed ? pauseMs : 0;
    if (waitMs === 0) return send();
    const timer = setTimeout(send, waitMs);
    return () => clearTimeout(timer);
  }, [draft]);

  const typed = open ? readTyped(draft.slice(0, caret)) : undefined;
  const suggestions = useSuggestions(experimentId, typed);
  const listed = typed && suggestions.length > 0 && !(suggestions.length === 1 && suggestions[0] === typed.word);

  const take = (word: string) => {
    if (!typed) return;
    const next = `${draft.slice(0, typed.start)}${word} ${draft.slice(caret).trimStart()}`;
    setDraft(next);
    setCaret(typed.start + word.length + 1);
    setAt(-1);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      if (!listed) return;
      event.stopPropagation();
      setOpen(false);
      return;
    }
    if (event.key === 'Enter' && at < 0) {
      sent.current = draft;
      onChange(draft);
      setOpen(false);
      return;
    }
    if (!listed) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((at + step + suggestions.length) % suggestions.length);
    }
    const chosen = suggestions[at] ?? (event.key === 'Tab' ? suggestions[0] : undefined);
    if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
      event.preventDefault();
      take(chosen);
    }
  };
  return (
    <div className={classNames('field run-search', error !== undefined && 'bad')}>
      <input
        ref={ref}
        className="input"
        type="search"
        role="combobox"
        aria-label={text.runs.search}
        aria-expanded={listed === true}
        aria-controls={`${id}-list`}
        aria-activedescendant={listed && at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        placeholder={text.runs.searchHint}
        title={`${text.runs.searchHelp} (/)`}
        aria-keyshortcuts="/"
        spellCheck={false}
        autoComplete="off"
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
          setCaret(event.target.selectionStart ?? event.target.value.length);
          setOpen(true);
          setAt(-1);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      {listed ? (
        <div className="run-words" role="listbox" id={`${id}-list`} aria-label={text.runs.suggestions}>
          {suggestions.map((word, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active one
            <div
              key={word}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              className={classNames('mono clip', index === at && 'on')}
              onPointerDown={(event) => {
                event.preventDefault();
                take(word);
              }}
            >
              {word}
            </div>
          ))}
        </div>
      ) : null}
      {error && !listed ? (
        <div className="field-error" id={`${id}-error`} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  );
}

function isReadable(draft: string): boolean {
  const { filter } = readSearch(draft);
  try {
    if (filter !== undefined) parseNativeFilter(filter, nativeRunsGrammar);
    return true;
  } catch {
    return false;
  }
}
