'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { catchUps, overlaps, type ScheduleDetail, ScheduledKind } from '#lib/schedules/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input, Select } from '#lib/ui/field.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import { CronFields } from './cron-fields.tsx';
import type { Choices } from './load-choices.ts';
import { TemplateEditor, type TemplateState } from './template-editor.tsx';
import { readTemplate, starterOf, writeTemplate } from './template-fields.ts';
import { usePreview } from './use-preview.ts';
import { WhenPanel } from './when-panel.tsx';
import './schedules.css';

const kinds = ScheduledKind.options;

/** Makes a schedule, or changes one; what its rule means shows beside it as it is typed. */
export function ScheduleForm({ choices, edited }: { choices: Choices; edited?: ScheduleDetail }) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const { go, href } = useNavigation();
  const { form } = text.schedules;
  const [name, setName] = useState(edited?.name ?? '');
  const [template, setTemplate] = useState<TemplateState>(() => templateOf(choices, edited));
  const [cron, setCron] = useState(edited?.cron ?? '0 2 * * *');
  const [timeZone, setTimeZone] = useState(edited?.timeZone ?? '');
  const [startsAt, setStartsAt] = useState(minuteOf(edited?.startsAt));
  const [endsAt, setEndsAt] = useState(minuteOf(edited?.endsAt));
  const [jitter, setJitter] = useState(String(edited?.jitterSeconds ?? 0));
  const [catchUp, setCatchUp] = useState<string>(edited?.catchUp ?? 'latest');
  const [overlap, setOverlap] = useState<string>(edited?.overlap ?? 'queue');
  const zone = timeZone || 'UTC';
  const preview = usePreview({ cron, timeZone: zone, startsAt: momentOf(startsAt), endsAt: momentOf(endsAt) });
  const payload = payloadOf(template);
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name,
        template: payload,
        cron,
        timeZone: zone,
        startsAt: momentOf(startsAt),
        endsAt: momentOf(endsAt),
        jitterSeconds: Number(jitter),
        catchUp,
        overlap,
      };
      return edited
        ? api<ScheduleDetail>(`/schedules/${edited.id}`, {
            method: 'PATCH',
            body: { ...body, revision: edited.revision },
          })
        : api<ScheduleDetail>('/schedules', { method: 'POST', body: { ...body, kind: template.kind } });
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['schedule'] });
      toast({ tone: 'ok', title: form.saved });
      go(href(`/schedules/${id}`));
    },
  });
  const refused = save.error instanceof ApiError ? save.error : undefined;
  const errorOf = (path: string) =>
    refused?.field(path) ?? preview.data?.problems.find((problem) => problem.path === path)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Page
      crumbs={[
        { label: text.schedules.title, to: '/schedules' },
        ...(edited ? [{ label: edited.name, to: `/schedules/${edited.id}` }] : []),
        { label: edited ? text.schedules.one.edit : form.title },
      ]}
    >
      <form className="cols" onSubmit={submit}>
        <div className="stack">
          <Panel title={form.what}>
            <div className="form">
              <div className="schedule-pair">
                <Input
                  label={form.name}
                  required
                  value={name}
                  error={errorOf('name')}
                  onChange={(event) => setName(event.target.value)}
                />
                <Select
                  label={form.kind}
                  value={template.kind}
                  disabled={edited !== undefined}
                  onChange={(event) => setTemplate(ofKind(template, ScheduledKind.parse(event.target.value)))}
                  options={kinds.map((kind) => ({ value: kind, label: text.schedules.kinds[kind] }))}
                />
              </div>
              <TemplateEditor state={template} onChange={setTemplate} choices={choices} refused={refused} />
            </div>
          </Panel>
          <Panel title={form.when}>
            <div className="form">
              <CronFields
                cron={cron}
                onCron={setCron}
                timeZone={timeZone}
                onTimeZone={setTimeZone}
                chooseZone={edited === undefined}
                errorOf={errorOf}
              />
              <div className="schedule-pair">
                <Input
                  label={form.starts}
                  type="datetime-local"
                  value={startsAt}
                  error={errorOf('startsAt')}
                  onChange={(event) => setStartsAt(event.target.value)}
                />
                <Input
                  label={form.ends}
                  type="datetime-local"
                  value={endsAt}
                  error={errorOf('endsAt')}
                  onChange={(event) => setEndsAt(event.target.value)}
                />
                <Input
                  label={form.jitter}
                  hint={form.jitterHint}
                  inputMode="numeric"
                  value={jitter}
                  error={errorOf('jitterSeconds')}
                  onChange={(event) => setJitter(event.target.value)}
                />
              </div>
              <div className="schedule-pair">
                <Select
                  label={form.catchUp}
                  value={catchUp}
                  onChange={(event) => setCatchUp(event.target.value)}
                  options={catchUps.map((one) => ({ value: one, label: form.catchUps[one] }))}
                />
                <Select
                  label={form.overlap}
                  value={overlap}
                  onChange={(event) => setOverlap(event.target.value)}
                  options={overlaps.map((one) => ({ value: one, label: form.overlaps[one] }))}
                />
              </div>
            </div>
          </Panel>
          {save.isError ? (
            <Panel>
              <ErrorState title={form.notSaved} error={save.error} />
            </Panel>
          ) : null}
          <div className="row">
            <Button look="primary" type="submit" busy={save.isPending} disabled={payload === undefined}>
              {edited ? form.save : form.create}
            </Button>
            <LinkButton look="ghost" to={edited ? `/schedules/${edited.id}` : '/schedules'}>
              {text.common.cancel}
            </LinkButton>
          </div>
        </div>
        <div className="stack">
          <WhenPanel preview={preview.data} />
        </div>
      </form>
    </Page>
  );
}

function templateOf(choices: Choices, edited: ScheduleDetail | undefined): TemplateState {
  const model = choices.models[0];
  const dataset = choices.datasets[0] ?? '';
  const fields = {
    runName: 'score {{ nominal_date }}',
    model: model?.name ?? '',
    version: model?.aliases[0] === undefined ? 'newest' : `alias ${model.aliases[0]}`,
    dataset,
    data: 'asOf' as const,
    output: `${dataset}-predictions`,
    rows: '100000',
  };
  if (!edited) return { kind: 'batch-predict', fields, json: undefined };
  const read = edited.kind === 'batch-predict' ? readTemplate(edited.template) : undefined;
  return {
    kind: edited.kind,
    fields: read ?? fields,
    json: read ? undefined : JSON.stringify(edited.template, null, 2),
  };
}

/** Another kind of work has another payload. */
function ofKind({ fields }: TemplateState, kind: ScheduledKind): TemplateState {
  const json = kind === 'batch-predict' ? undefined : JSON.stringify(starterOf(kind, fields), null, 2);
  return { kind, fields, json };
}

/** The payload that is sent; undefined while its JSON cannot be read. */
function payloadOf({ kind, fields, json }: TemplateState): unknown {
  if (kind === 'batch-predict' && json === undefined) return writeTemplate(fields);
  try {
    const value: unknown = JSON.parse(json ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `2026-11-28T02:00`, as the field of a time takes it; it speaks UTC here. */
const minuteOf = (at: string | null | undefined) => at?.slice(0, 16) ?? '';
const momentOf = (minute: string) => (minute === '' ? null : `${minute.slice(0, 16)}:00.000Z`);
