'use client';

import { useEffect, useRef, useState } from 'react';
import { Input } from './field.tsx';
import { useShortcut } from './keys/keys.tsx';
import { text } from './text/text.ts';

const quietMs = 180;

/** A search box above a list: `/` goes there, Esc empties it, and the list hears of it once typing pauses. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [heard, setHeard] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  // Changed from outside: another link to this page, or the way back.
  if (value !== heard) {
    setHeard(value);
    setTyped(value);
  }
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (typed === heard) return;
    const timer = setTimeout(() => {
      setHeard(typed);
      latest.current(typed);
    }, quietMs);
    return () => clearTimeout(timer);
  }, [typed, heard]);
  useShortcut('/', label, () => box.current?.focus(), text.keys.groups.page);
  return (
    <Input
      ref={box}
      hideLabel
      label={label}
      placeholder={label}
      type="search"
      autoComplete="off"
      spellCheck={false}
      maxLength={250}
      aria-keyshortcuts="/"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped('');
      }}
    />
  );
}
