'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { BulkInput } from '#lib/runs/bulk/schema.ts';
import { colorTag } from '#lib/tags/known-tags.ts';
import { Button } from '#lib/ui/button.tsx';
import { chosenColor, runHexes } from '#lib/ui/chart/palette.ts';
import { Checkbox, Input } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { choosePalette, shownPalette } from '#lib/ui/theme/palette-cookie.ts';
import { useBulk } from '../use-bulk.ts';

const gap = 6;

/** Chooses the colour of a run, for everybody: one of the palette or any other; and the set of colours, for this browser. */
export default function ColorPicker({
  id,
  name,
  chosen,
  anchor,
  onClose,
}: {
  id: string;
  name: string;
  chosen: string | null;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const bulk = useBulk();
  const [typed, setTyped] = useState(chosen ?? '');
  const [safe, setSafe] = useState(shownPalette() === 'safe');
  const hex = readHex(typed);

  useLayoutEffect(() => {
    const element = box.current;
    const place = anchor.current?.getBoundingClientRect();
    if (!element || !place) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    const below = place.bottom + gap + height <= window.innerHeight;
    element.style.top = `${Math.max(gap, below ? place.bottom + gap : place.top - gap - height)}px`;
    element.style.left = `${Math.max(gap, Math.min(place.left, window.innerWidth - width - gap))}px`;
    (element.querySelector<HTMLElement>('[aria-pressed="true"]') ?? element.querySelector('button'))?.focus();
  }, [anchor]);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const element = box.current;
    // Esc, and a press beside it.
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') latest.current();
    };
    element?.addEventListener('toggle', onToggle);
    return () => element?.removeEventListener('toggle', onToggle);
  }, []);

  const choose = (color: string | null) => {
    anchor.current?.focus();
    onClose();
    if (color === chosen) return;
    const call: BulkInput =
      color === null
        ? { action: 'untag', runs: [id], key: colorTag }
        : { action: 'tag', runs: [id], key: colorTag, value: color };
    void bulk.run([call], () => text.grid.colored(name), { id, row: { color } });
  };
  return (
    <div ref={box} popover="auto" className="color-picker" role="dialog" aria-label={text.grid.colorOf(name)}>
      <div className="color-swatches">
        {runHexes.map((each, place) => (
          <button
            key={each}
            type="button"
            className="color-swatch"
            aria-label={text.grid.hues[place]}
            title={text.grid.hues[place]}
            aria-pressed={chosen?.toLowerCase() === each}
            style={{ background: chosenColor(each) }}
            onClick={() => choose(each)}
          />
        ))}
      </div>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (hex) choose(hex);
        }}
      >
        <Input
          hideLabel
          label={text.grid.hex}
          placeholder="#4777d2"
          className="mono"
          maxLength={7}
          value={typed}
          error={typed !== '' && !hex ? text.grid.noHex : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={!hex}>
          {hex ? <span className="dot" style={{ background: hex }} /> : null}
          {text.grid.takeColor}
        </Button>
      </form>
      <Checkbox
        label={text.grid.safeColors}
        checked={safe}
        onChange={(event) => {
          setSafe(event.target.checked);
          choosePalette(event.target.checked ? 'safe' : 'usual');
        }}
      />
      <Button look="ghost" small disabled={chosen === null} onClick={() => choose(null)}>
        {text.grid.noColor}
      </Button>
    </div>
  );
}

/** `#1a2B3c`, `1a2b3c` or `#abc` as #rrggbb; undefined for anything else. */
function readHex(typed: string): string | undefined {
  const [, digits = ''] = /^\s*#?([0-9a-f]{3}|[0-9a-f]{6})\s*$/i.exec(typed) ?? [];
  if (digits === '') return undefined;
  return `#${(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits).toLowerCase()}`;
}
