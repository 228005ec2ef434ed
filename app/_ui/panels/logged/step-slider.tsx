'use client';

import { useRef, useState } from 'react';
import { Slider } from '#lib/ui/field.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useDialogKeys } from './use-dialog-keys.ts';

/**
 * Goes through steps. The keys [ and ] are those of the panel that was pointed at last; `usePanelKeys` says which.
 * @param at index among the steps
 */
export function StepSlider({
  steps,
  at,
  onAt,
  keys,
}: {
  steps: readonly number[];
  at: number;
  onAt: (at: number) => void;
  keys: number;
}) {
  if (steps.length < 2) return null;
  const go = (by: number) => onAt(Math.min(steps.length - 1, Math.max(0, at + by)));
  return (
    <div className="step-slider">
      <Slider
        label={text.chart.step}
        min={0}
        max={steps.length - 1}
        step={1}
        value={at}
        shown={formatCount(steps[at] ?? 0)}
        onChange={onAt}
      />
      {/* Made anew when the panel is pointed at: of equal keys the one that came last is heard. */}
      <StepKeys key={keys} go={go} />
    </div>
  );
}

function StepKeys({ go }: { go: (by: number) => void }) {
  useShortcut('[', text.logged.stepBack, () => go(-1));
  useShortcut(']', text.logged.stepOn, () => go(1));
  // The keys of a page are not heard behind a dialog; a panel that fills one has them all the same.
  const place = useRef<HTMLSpanElement>(null);
  useDialogKeys(place, (key) => {
    if (key !== '[' && key !== ']') return false;
    go(key === ']' ? 1 : -1);
    return true;
  });
  return <span ref={place} hidden />;
}

/** For the element around a panel: counts how often it was entered, by pointer or focus. */
export function usePanelKeys() {
  const [entered, setEntered] = useState(0);
  const enter = () => setEntered((count) => count + 1);
  return { keys: entered, around: { onPointerEnter: enter, onFocus: enter } };
}

/** Where a stored step stands among the steps: at it, or at the last one before it; the last where none is stored. */
export function stepIndex(steps: readonly number[], step: number | null): number {
  if (step === null) return Math.max(0, steps.length - 1);
  return Math.max(
    0,
    steps.findLastIndex((one) => one <= step),
  );
}
