'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { text } from '../text/text.ts';
import { keyName } from './match-key.ts';

export interface Shortcut {
  /** `j`, `mod+k`, or a sequence `g h`. */
  key: string;
  label: string;
  group: string;
  run: (event: KeyboardEvent) => void;
}

interface Registry {
  add: (shortcut: Shortcut) => () => void;
  list: () => Shortcut[];
  subscribe: (listener: () => void) => () => void;
}

const KeysContext = createContext<Registry | undefined>(undefined);
const sequenceMs = 1200;
/** How long a key that also begins a sequence waits for its second one. */
const waitMs = 400;
/** What takes back the last letters of a field that holds text stays with that field. */
const ofTexts: ReadonlySet<string> = new Set(['mod+z', 'mod+shift+z', 'mod+y']);

/** Listens once for the whole page and hands each press to the shortcut registered last. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const registry = useMemo(createRegistry, []);
  useEffect(() => {
    let pending = '';
    let since = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key))
        return;
      const name = keyName(event);
      if (ofTexts.has(name) ? holdsText(event.target) : isTyping(event.target) && !name.startsWith('mod+')) return;
      if (document.querySelector('dialog[open]') && !name.startsWith('mod+')) return;
      const shortcuts = registry.list();
      const sequence = pending && event.timeStamp - since < sequenceMs ? `${pending} ${name}` : name;
      const hit =
        shortcuts.findLast((each) => each.key === sequence) ?? shortcuts.findLast((each) => each.key === name);
      const ends = hit?.key.includes(' ') === true;
      const starts = !ends && shortcuts.some((each) => each.key.startsWith(`${name} `));
      clearTimeout(waiting);
      pending = starts ? name : '';
      since = event.timeStamp;
      if (!hit) return;
      event.preventDefault();
      if (starts) waiting = setTimeout(() => hit.run(event), waitMs);
      else hit.run(event);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(waiting);
      window.removeEventListener('keydown', onKey);
    };
  }, [registry]);
  return <KeysContext value={registry}>{children}</KeysContext>;
}

function createRegistry(): Registry {
  let shortcuts: Shortcut[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    add(shortcut) {
      shortcuts = [...shortcuts, shortcut];
      changed();
      return () => {
        shortcuts = shortcuts.filter((each) => each !== shortcut);
        changed();
      };
    },
    list: () => shortcuts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isTyping(target: EventTarget | null): boolean {
  return holdsText(target) || target instanceof HTMLSelectElement;
}

function holdsText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA') return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'submit'].includes(target.type)
  );
}

function useRegistry(): Registry {
  const registry = useContext(KeysContext);
  if (!registry) throw new Error('useShortcut needs the KeysProvider of the shell above it.');
  return registry;
}

/**
 * Registers a key for as long as the component is mounted, and lists it under `?`. The component mounted last wins.
 * An undefined key registers nothing. Keys are not heard while someone types, nor behind a dialog.
 */
export function useShortcut(
  key: string | undefined,
  label: string,
  run: (event: KeyboardEvent) => void,
  group = text.keys.groups.page,
): void {
  const registry = useRegistry();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (key === undefined) return;
    return registry.add({ key, label, group, run: (event) => latest.current(event) });
  }, [registry, key, label, group]);
}

const none: Shortcut[] = [];

/** Everything registered now, for the help list. */
export function useShortcuts(): Shortcut[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list, () => none);
}
