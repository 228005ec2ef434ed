'use client';

import type { ScheduledKind } from '#lib/schedules/schema.ts';
import type { ApiError } from '#lib/ui/api-error.ts';
import { Checkbox, Input, Select, TextArea } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { Choices } from './load-choices.ts';
import { type TemplateFields, writeTemplate } from './template-fields.ts';

export interface TemplateState {
  kind: ScheduledKind;
  fields: TemplateFields;
  /** Set while the payload is written as JSON. */
  json: string | undefined;
}

/** What a schedule starts: fields for batch inference, JSON for whatever they cannot say and for other kinds. */
export function TemplateEditor({
  state,
  onChange,
  choices,
  refused,
}: {
  state: TemplateState;
  onChange: (state: TemplateState) => void;
  choices: Choices;
  refused: ApiError | undefined;
}) {
  const { form } = text.schedules;
  const { kind, fields, json } = state;
  const plain = kind === 'batch-predict' && json === undefined;
  const set = (change: Partial<TemplateFields>) => onChange({ ...state, fields: { ...fields, ...change } });
  const model = choices.models.find((one) => one.name === fields.model);
  return (
    <>
      {choices.models.length === 0 || choices.datasets.length === 0 ? <p className="mut">{form.noModels}</p> : null}
      {plain ? (
        <>
          <div className="schedule-pair">
            <Select
              label={form.model}
              error={refused?.field('template.name') ?? refused?.field('template.model')}
              value={fields.model}
              onChange={(event) => set({ model: event.target.value, version: 'newest' })}
              options={choices.models.map(({ name }) => ({ value: name, label: name }))}
            />
            <Select
              label={form.version}
              hint={form.versionHint}
              error={refused?.field('template.alias') ?? refused?.field('template.version')}
              value={fields.version}
              onChange={(event) => set({ version: event.target.value })}
              options={versionsOf(model, fields.version)}
            />
          </div>
          <div className="schedule-pair">
            <Select
              label={form.dataset}
              error={refused?.field('template.dataset')}
              value={fields.dataset}
              onChange={(event) => set({ dataset: event.target.value })}
              options={choices.datasets.map((name) => ({ value: name, label: name }))}
            />
            <Select
              label={form.data}
              hint={form.dataHint}
              value={fields.data}
              onChange={(event) => set({ data: event.target.value === 'newest' ? 'newest' : 'asOf' })}
              options={[
                { value: 'asOf', label: form.asOf },
                { value: 'newest', label: form.newest },
              ]}
            />
          </div>
          <div className="schedule-pair">
            <Input
              label={form.output}
              required
              error={refused?.field('template.output')}
              value={fields.output}
              onChange={(event) => set({ output: event.target.value })}
            />
            <Input
              label={form.runName}
              value={fields.runName}
              onChange={(event) => set({ runName: event.target.value })}
            />
            <Input
              label={form.rows}
              inputMode="numeric"
              error={refused?.field('template.rowsPerPartition')}
              value={fields.rows}
              onChange={(event) => set({ rows: event.target.value })}
            />
          </div>
        </>
      ) : (
        <TextArea
          label={form.template}
          hint={form.templateHint}
          {...(isObject(json) ? {} : { error: form.templateBad })}
          rows={14}
          className="mono"
          spellCheck={false}
          value={json ?? ''}
          onChange={(event) => onChange({ ...state, json: event.target.value })}
        />
      )}
      {kind === 'batch-predict' ? (
        <Checkbox
          label={form.asJson}
          checked={json !== undefined}
          onChange={(event) =>
            onChange({
              ...state,
              json: event.target.checked ? JSON.stringify(writeTemplate(fields), null, 2) : undefined,
            })
          }
        />
      ) : null}
    </>
  );
}

function versionsOf(model: Choices['models'][number] | undefined, chosen: string) {
  const { form } = text.schedules;
  const options = [
    ...(model?.aliases ?? []).map((alias) => ({ value: `alias ${alias}`, label: form.alias(alias) })),
    { value: 'newest', label: form.newestModel },
    ...Array.from({ length: Math.min(model?.newest ?? 0, 50) }, (_, index) => (model?.newest ?? 0) - index).map(
      (number) => ({ value: `version ${number}`, label: form.numbered(number) }),
    ),
  ];
  // An alias that is gone is still what the schedule says.
  return options.some(({ value }) => value === chosen) ? options : [{ value: chosen, label: chosen }, ...options];
}

function isObject(json: string | undefined): boolean {
  if (json === undefined) return true;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
