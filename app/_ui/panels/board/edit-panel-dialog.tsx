'use client';

import { type FormEvent, Suspense, useState } from 'react';
import type { DashboardPanel } from '#lib/dashboards/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { Input } from '#lib/ui/field.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../panel-kind.ts';
import { panelKindOf } from '../panel-kinds.ts';
import { useBoardCharts } from './board-charts.ts';
import { PanelBody } from './panel-body.tsx';
import { bytesTooMany, titleOf, toStored } from './panel-of.ts';

const previewHeight = 200;

/** Where a panel is set up, with a look at what comes of it; nothing changes before it is saved. */
export function EditPanelDialog({
  panel,
  runs,
  isNew,
  onSave,
  onClose,
}: {
  panel: DashboardPanel;
  runs: PanelRuns;
  isNew: boolean;
  onSave: (panel: DashboardPanel) => void;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(panel);
  const { primary } = useBoardCharts();
  const kind = panelKindOf(panel.kind);
  const extra = bytesTooMany(draft.settings);
  const change = (settings: unknown) => setDraft((before) => ({ ...before, settings: toStored(settings) }));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const { title, ...rest } = draft;
    onSave({ ...rest, ...(title?.trim() ? { title: title.trim() } : {}) });
  };
  return (
    <Dialog
      wide
      title={isNew ? text.panels.addTitle : text.panels.panel.editTitle(titleOf(panel, primary))}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button look="primary" type="submit" form="panel-form" disabled={extra > 0}>
            {isNew ? text.panels.addThis : text.panels.panel.apply}
          </Button>
        </>
      }
    >
      <form id="panel-form" className="form" onSubmit={onSubmit}>
        <Input
          label={text.panels.panel.title}
          hint={text.panels.panel.titleHint}
          placeholder={titleOf({ ...draft, title: undefined }, primary)}
          value={draft.title ?? ''}
          maxLength={200}
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
        {kind?.Form ? (
          <Suspense fallback={<Skeleton lines={4} />}>
            <kind.Form runs={runs} settings={kind.read(draft.settings)} onChange={change} />
          </Suspense>
        ) : null}
        {extra > 0 ? (
          <p className="field-error" role="alert">
            {text.panels.panel.tooLong(Math.ceil(extra / 1024) + 16)}
          </p>
        ) : null}
        <section className="panel-preview" aria-label={text.panels.panel.preview}>
          <PanelBody panel={draft} runs={runs} height={previewHeight} onSettings={change} />
        </section>
      </form>
    </Dialog>
  );
}
