'use client';

import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useShortcut, useShortcuts } from '../keys/keys.tsx';
import { showKey } from '../keys/match-key.ts';
import { useIsMac } from '../keys/use-is-mac.ts';
import { useNavigation } from '../navigation.tsx';
import { text } from '../text/text.ts';
import { inGroups, type PaletteItem, rankItems } from './rank-items.ts';
import { shortcutItems } from './shortcut-items.ts';

/** Finds entities by name; the app hands one in. */
export type PaletteSearch = (query: string, signal: AbortSignal) => Promise<PaletteItem[]>;

interface Registry {
  add: (items: PaletteItem[]) => () => void;
  open: () => void;
}
const PaletteContext = createContext<Registry | undefined>(undefined);

/** Holds the palette and its commands. ⌘K opens it. */
export function PaletteProvider({ search, children }: { search: PaletteSearch; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [sets, setSets] = useState<PaletteItem[][]>([]);
  const registry = useMemo<Registry>(
    () => ({
      add(items) {
        setSets((all) => [...all, items]);
        return () => setSets((all) => all.filter((each) => each !== items));
      },
      open: () => setOpen(true),
    }),
    [],
  );
  useShortcut('mod+k', text.keys.palette, () => setOpen((was) => !was), text.keys.groups.general);
  return (
    <PaletteContext value={registry}>
      {children}
      {/* What the page itself offers was registered last, and comes first. */}
      {open ? (
        <Palette commands={inGroups(sets.toReversed().flat())} search={search} onClose={() => setOpen(false)} />
      ) : null}
    </PaletteContext>
  );
}

function useRegistry(): Registry {
  const registry = useContext(PaletteContext);
  if (!registry) throw new Error('useCommands needs the PaletteProvider of the shell above it.');
  return registry;
}

/** Opens the palette from a button. */
export function useOpenPalette(): () => void {
  return useRegistry().open;
}

/**
 * Offers commands while the component is mounted: `useCommands([{ id: 'stop', label: 'Stop run', run: stop }])`.
 * They are registered anew when ids or labels change; `run` is always the latest.
 */
export function useCommands(commands: (Omit<PaletteItem, 'group'> & { group?: string })[]): void {
  const { add } = useRegistry();
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const shape = JSON.stringify(commands.map(({ run, ...rest }) => rest));
  // biome-ignore lint/correctness/useExhaustiveDependencies: shape stands for the commands, whose functions are new at each render
  useEffect(
    () =>
      add(
        latest.current.map((command) => ({
          group: text.palette.groups.action,
          ...command,
          run: command.run ? () => latest.current.find((each) => each.id === command.id)?.run?.() : undefined,
        })),
      ),
    [add, shape],
  );
}

function Palette({
  commands,
  search,
  onClose,
}: {
  commands: PaletteItem[];
  search: PaletteSearch;
  onClose: () => void;
}) {
  const navigation = useNavigation();
  const shortcuts = useShortcuts();
  const mac = useIsMac();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<PaletteItem[]>([]);
  const [searching, setSearching] = useState(false);
  const [at, setAt] = useState(0);

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  useEffect(() => {
    if (query.trim().length < 2) {
      setFound([]);
      setSearching(false);
      return;
    }
    const abort = new AbortController();
    setSearching(true);
    const timer = setTimeout(() => {
      search(query.trim(), abort.signal).then(
        (items) => {
          if (!abort.signal.aborted) {
            setFound(items);
            setSearching(false);
          }
        },
        // The palette still runs commands when the search cannot answer.
        () => {
          if (!abort.signal.aborted) {
            setFound([]);
            setSearching(false);
          }
        },
      );
    }, 120);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, search]);

  const items = useMemo(
    () => [...rankItems(query, [...commands, ...shortcutItems(shortcuts, commands)]), ...found],
    [query, commands, shortcuts, found],
  );
  const active = items[Math.min(at, items.length - 1)];

  const choose = (item: PaletteItem | undefined) => {
    if (!item) return;
    // First the focus goes back to where it was: what runs now may put it elsewhere.
    flushSync(onClose);
    if (item.href) navigation.go(item.href);
    else item.run?.();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) {
      event.preventDefault();
      const next = (Math.min(at, items.length - 1) + step + items.length) % Math.max(1, items.length);
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(active);
    }
  };
  const keysOf = (item: PaletteItem) => item.keys ?? shortcuts.find((shortcut) => shortcut.label === item.label)?.key;

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for this click is Esc, which the element handles itself
    <dialog
      ref={dialog}
      className="palette"
      aria-label={text.palette.label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <input
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active ? `${id}-${items.indexOf(active)}` : undefined}
        aria-label={text.palette.placeholder}
        placeholder={text.palette.placeholder}
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={text.palette.label}>
        {items.map((item, index) => (
          <div key={`${item.group} ${item.id}`} role="presentation">
            {item.group !== items[index - 1]?.group ? <h3 role="presentation">{item.group}</h3> : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input, which keeps the focus */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={item === active}
              onClick={() => choose(item)}
              onPointerMove={() => setAt(index)}
            >
              <span className="clip">{item.label}</span>
              {item.detail ? <span className="dim clip">{item.detail}</span> : null}
              <span className="grow" />
              {keysOf(item) ? <kbd>{showKey(keysOf(item) ?? '', mac)}</kbd> : null}
            </div>
          </div>
        ))}
        {items.length === 0 ? <p className="mut">{searching ? text.palette.searching : text.palette.empty}</p> : null}
      </div>
      <footer className="dim small">
        {searching && items.length > 0 ? text.palette.searching : text.palette.hint}
      </footer>
    </dialog>
  );
}
