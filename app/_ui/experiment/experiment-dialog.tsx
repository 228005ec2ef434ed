'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ExperimentAnswer } from '#lib/experiments/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input, Select, TextArea } from '#lib/ui/field.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import { usualDirection } from '../metrics/best-value.ts';
import { readTagLines, tagChanges, tagLines } from './tag-lines.ts';

/** Makes an experiment, or changes the one given. `metrics` are offered while the primary metric is typed. */
export function ExperimentDialog({
  experiment,
  metrics = [],
  onClose,
}: {
  experiment?: ExperimentAnswer;
  metrics?: readonly string[];
  onClose: () => void;
}) {
  const api = useApi();
  const client = useQueryClient();
  const navigation = useNavigation();
  const toast = useToast();
  const [name, setName] = useState(experiment?.name ?? '');
  const [description, setDescription] = useState(experiment?.description ?? '');
  const [metric, setMetric] = useState(experiment?.primaryMetric ?? '');
  const [tags, setTags] = useState(tagLines(experiment?.tags ?? {}));
  const [direction, setDirection] = useState(experiment?.metricDirection ?? '');
  const save = useMutation({
    mutationFn: () =>
      api<ExperimentAnswer>(experiment ? `/experiments/${experiment.id}` : '/experiments', {
        method: experiment ? 'PATCH' : 'POST',
        body: {
          name,
          description,
          primaryMetric: metric.trim() || null,
          metricDirection: metric.trim() ? direction || usualDirection(metric) : null,
          tags: experiment ? tagChanges(experiment.tags, tags) : readTagLines(tags),
        },
      }),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['experiment'] });
      toast({ tone: 'ok', title: experiment ? text.runs.saved : text.experiments.created1(saved.name) });
      onClose();
      if (!experiment) navigation.go(navigation.href(`/experiments/${saved.id}`));
    },
  });
  const refused = save.error instanceof ApiError ? save.error : undefined;
  const elsewhere =
    save.error &&
    !refused?.fields.some(({ path }) =>
      ['name', 'description', 'primaryMetric', 'metricDirection', 'tags'].includes(path.split('.')[0] ?? ''),
    );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      title={experiment ? text.runs.editTitle : text.experiments.createTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button
            look="primary"
            type="submit"
            form="experiment-form"
            busy={save.isPending}
            disabled={name.trim() === ''}
          >
            {experiment ? text.runs.save : text.experiments.createAction}
          </Button>
        </>
      }
    >
      <form id="experiment-form" className="form" onSubmit={onSubmit}>
        <Input
          label={text.experiments.name}
          hint={text.experiments.nameHint}
          value={name}
          error={refused?.field('name')}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <TextArea
          label={text.experiments.description}
          rows={2}
          value={description}
          error={refused?.field('description')}
          onChange={(event) => setDescription(event.target.value)}
        />
        <Input
          label={text.experiments.metricLabel}
          hint={text.experiments.metricHint}
          value={metric}
          error={refused?.field('primaryMetric')}
          list="experiment-metrics"
          autoComplete="off"
          onChange={(event) => setMetric(event.target.value)}
        />
        <datalist id="experiment-metrics">
          {metrics.map((key) => (
            <option key={key} value={key} />
          ))}
        </datalist>
        <Select
          label={text.experiments.direction}
          value={direction || usualDirection(metric) || ''}
          disabled={metric.trim() === ''}
          error={refused?.field('metricDirection')}
          onChange={(event) => setDirection(event.target.value)}
          options={[
            { value: '', label: '–' },
            { value: 'max', label: text.experiments.directionMax },
            { value: 'min', label: text.experiments.directionMin },
          ]}
        />
        <TextArea
          label={text.experiments.tags}
          hint={text.experiments.tagsHint}
          rows={2}
          value={tags}
          error={refused?.fields.find(({ path }) => path.split('.')[0] === 'tags')?.message}
          spellCheck={false}
          onChange={(event) => setTags(event.target.value)}
        />
        {elsewhere && save.error ? <ErrorState error={save.error} /> : null}
      </form>
    </Dialog>
  );
}
