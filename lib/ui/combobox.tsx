'use client';

import {
  type InputHTMLAttributes,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { classNames } from './class-names.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  /** Said dimmer behind the label. */
  note?: string;
}

/**
 * A text field with a list of what may stand in it: typed or picked. Arrows move, Enter and Tab take, Esc closes the list
 * and nothing else. The list lies above dialogs and is never cut off by them.
 */
export function Combobox({
  label,
  value,
  options,
  onChange,
  onPick,
  onEnter,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'onFocus' | 'onClick' | 'onKeyDown'> & {
  /** Name for everyone; not drawn. */
  label: string;
  value: string;
  options: readonly ComboboxOption[];
  onChange: (value: string) => void;
  /** In place of onChange where picking means more than typing. */
  onPick?: (value: string) => void;
  /** Enter, where nothing of the list is marked. */
  onEnter?: () => void;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const listed = open && options.length > 0;
  const take = (option: ComboboxOption) => {
    (onPick ?? onChange)(option.value);
    setOpen(false);
    setAt(-1);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!listed) setOpen(true);
      else setAt(at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length);
    } else if (event.key === 'Escape' && listed) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      const option = listed ? options[at] : undefined;
      if (event.key === 'Enter' && (option || onEnter)) event.preventDefault();
      if (option) take(option);
      else if (event.key === 'Enter') onEnter?.();
    }
  };
  return (
    <>
      <input
        {...rest}
        ref={field}
        className={classNames('input', rest.className)}
        role="combobox"
        aria-label={label}
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-activedescendant={listed && at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={() => setOpen(value === '')}
        onClick={() => setOpen(true)}
        onBlur={(event) => {
          rest.onBlur?.(event);
          setOpen(false);
          setAt(-1);
        }}
        onKeyDown={onKey}
      />
      {listed ? <List id={id} label={label} field={field} options={options} at={at} onTake={take} /> : null}
    </>
  );
}

function List({
  id,
  label,
  field,
  options,
  at,
  onTake,
}: {
  id: string;
  label: string;
  field: { current: HTMLInputElement | null };
  options: readonly ComboboxOption[];
  at: number;
  onTake: (option: ComboboxOption) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [box, input] = [list.current, field.current];
    if (!box || !input) return;
    box.showPopover();
    const place = () => {
      const { left, top, bottom, width } = input.getBoundingClientRect();
      const above = window.innerHeight - bottom < 180 && top > window.innerHeight - bottom;
      box.style.left = `${left}px`;
      box.style.minWidth = `${width}px`;
      box.style.maxWidth = `${Math.max(width, window.innerWidth - left - 12)}px`;
      box.style.top = above ? 'auto' : `${bottom + 2}px`;
      box.style.bottom = above ? `${window.innerHeight - top + 2}px` : 'auto';
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [field]);
  useEffect(() => {
    if (at >= 0) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  return (
    <div className="combobox-list" popover="manual" ref={list} role="listbox" id={`${id}-list`} aria-label={label}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active one
        <div
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={index === at ? 'on' : undefined}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(option);
          }}
        >
          <span className="clip">{option.label}</span>
          {option.note ? <span className="dim small">{option.note}</span> : null}
        </div>
      ))}
    </div>
  );
}
