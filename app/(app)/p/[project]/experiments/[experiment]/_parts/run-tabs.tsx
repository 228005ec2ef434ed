'use client';

import { GitCompareArrows } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useCompare } from '#app/_ui/compare/use-compare.ts';
import type { RunSet } from '#app/_ui/experiment/run-set.ts';
import { Button } from '#lib/ui/button.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { text } from '#lib/ui/text/text.ts';

type Tab = RunSet['tab'];

/** The presentations of a run set, by keys 1 to 3 and arrows; key 4 compares the picked runs, once there are two. */
export function RunTabs({ set, label, onChange }: { set: RunSet; label: string; onChange: (set: RunSet) => void }) {
  const show = (tab: Tab) => onChange({ ...set, tab });
  const compare = useCompare();
  const comparable = set.selected.length > 1;
  const tabs: [Tab, string][] = [
    ['charts', text.runs.charts],
    ['table', text.runs.table],
    ['boards', text.panels.tab],
  ];
  useShortcut('1', text.keys.tab(text.runs.charts), () => show('charts'));
  useShortcut('2', text.keys.tab(text.runs.table), () => show('table'));
  useShortcut('3', text.keys.tab(text.panels.tab), () => show('boards'));
  useShortcut(comparable ? '4' : undefined, text.runs.compare(set.selected.length), () =>
    compare(set.selected, set.base),
  );
  useShortcut('mod+j', text.runs.swap, () => show(set.tab === 'table' ? 'charts' : 'table'));
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = (tabs.findIndex(([tab]) => tab === set.tab) + step + tabs.length) % tabs.length;
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[at]?.focus();
    const next = tabs[at];
    if (next) show(next[0]);
  };
  return (
    <>
      <div role="tablist" aria-label={label} className="row" onKeyDown={onKey}>
        {tabs.map(([tab, name], index) => (
          <Button
            key={tab}
            look="ghost"
            role="tab"
            aria-selected={set.tab === tab}
            tabIndex={set.tab === tab ? 0 : -1}
            className={set.tab === tab ? 'on' : undefined}
            keys={String(index + 1)}
            onClick={() => show(tab)}
          >
            {name}
          </Button>
        ))}
      </div>
      {comparable ? (
        <Button look="ghost" icon={GitCompareArrows} keys="4" onClick={() => compare(set.selected, set.base)}>
          {text.runs.compare(set.selected.length)}
        </Button>
      ) : null}
    </>
  );
}
