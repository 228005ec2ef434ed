'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ColumnProfile, VersionDetail } from '#lib/datasets/schema.ts';
import type { TrainRecipeInput } from '#lib/queue/kinds/train.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Checkbox, Input, Select } from '#lib/ui/field.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { suggestFeatures } from './suggest-features.ts';

const operators = ['>', '>=', '<', '<=', '=', '!='] as const;
type Rule = NonNullable<TrainRecipeInput['target']['rule']>;

/** A number where the text is one, so that a rule compares numbers as numbers. */
function asScalar(value: string): string | number {
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

/** Queues the training of a model on this version, with features suggested from its profile. */
export function TrainDialog({ version, onClose }: { version: VersionDetail; onClose: () => void }) {
  const api = useApi();
  const { go, href } = useNavigation();
  const columns: ColumnProfile[] = version.profile?.columns ?? [];
  const usable = columns.filter((column) => suggestFeatures(column).length > 0);
  const [target, setTarget] = useState(usable.at(-1)?.name ?? '');
  const [operator, setOperator] = useState('');
  const [value, setValue] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [layers, setLayers] = useState('64, 32');
  const [epochs, setEpochs] = useState('5');
  const [seed, setSeed] = useState('1');
  const [experiment, setExperiment] = useState(version.dataset);
  const [model, setModel] = useState('');
  const features = usable.filter((column) => column.name !== target && !left.has(column.name)).flatMap(suggestFeatures);

  const queue = useMutation({
    mutationFn: () => {
      const rule: Rule | undefined = operators.find((one) => one === operator)
        ? { op: operator as Rule['op'], value: asScalar(value) }
        : undefined;
      const recipe: TrainRecipeInput = {
        dataset: { name: version.dataset, version: version.number },
        holdout: 0.2,
        target: { column: target, ...(rule ? { rule } : {}) },
        features,
        layers: layers
          .split(',')
          .map((width) => width.trim())
          .filter(Boolean)
          .map(Number),
        epochs: Number(epochs),
        seed: Number(seed),
      };
      const register = model.trim() ? { register: { model: model.trim() } } : {};
      const payload = { recipe, experiment: experiment.trim() || 'Default', ...register };
      return api<{ runId: string }>('/jobs', { method: 'POST', body: { kind: 'train', payload } });
    },
    onSuccess: ({ runId }) => go(href(`/runs/${runId}`)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    queue.mutate();
  };
  const toggle = (name: string) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(name)) next.add(name);
      return next;
    });

  return (
    <Dialog
      wide
      title={text.datasets.train.title(version.dataset)}
      onClose={onClose}
      footer={
        <Button
          look="primary"
          type="submit"
          form="train-form"
          busy={queue.isPending}
          disabled={target === '' || features.length === 0}
        >
          {text.datasets.train.start}
        </Button>
      }
    >
      <form id="train-form" className="form" onSubmit={submit}>
        <p className="mut">{text.datasets.train.explain}</p>
        <div className="row wrap" style={{ alignItems: 'flex-start' }}>
          <Select
            label={text.datasets.train.target}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
            options={usable.map((column) => ({ value: column.name, label: column.name }))}
          />
          <Select
            label={text.datasets.train.rule}
            value={operator}
            onChange={(event) => setOperator(event.target.value)}
            options={[
              { value: '', label: text.datasets.train.noRule },
              ...operators.map((one) => ({ value: one, label: one })),
            ]}
          />
          {operator ? (
            <Input
              label={text.datasets.train.ruleValue}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          ) : null}
        </div>
        <fieldset>
          <legend className="mut">{text.datasets.train.features}</legend>
          <div className="split-columns">
            {usable
              .filter((column) => column.name !== target)
              .map((column) => (
                <Checkbox
                  key={column.name}
                  checked={!left.has(column.name)}
                  onChange={() => toggle(column.name)}
                  label={text.datasets.train.feature(column.name, suggestFeatures(column).map(encoding).join(', '))}
                />
              ))}
          </div>
        </fieldset>
        <div className="row wrap" style={{ alignItems: 'flex-start' }}>
          <Input
            label={text.datasets.train.layers}
            hint={text.datasets.train.layersHint}
            value={layers}
            onChange={(event) => setLayers(event.target.value)}
          />
          <Input
            label={text.datasets.train.epochs}
            inputMode="numeric"
            value={epochs}
            onChange={(event) => setEpochs(event.target.value)}
          />
          <Input
            label={text.datasets.train.seed}
            inputMode="numeric"
            value={seed}
            onChange={(event) => setSeed(event.target.value)}
          />
        </div>
        <div className="row wrap" style={{ alignItems: 'flex-start' }}>
          <Input
            label={text.datasets.train.experiment}
            value={experiment}
            onChange={(event) => setExperiment(event.target.value)}
          />
          <Input
            label={text.datasets.train.model}
            hint={text.datasets.train.modelHint}
            value={model}
            onChange={(event) => setModel(event.target.value)}
          />
        </div>
        {queue.isError ? <ErrorState error={queue.error} /> : null}
      </form>
    </Dialog>
  );
}

function encoding(feature: TrainRecipeInput['features'][number]): string {
  return feature.extract ? `${feature.extract} ${feature.encoder.kind}` : feature.encoder.kind;
}
