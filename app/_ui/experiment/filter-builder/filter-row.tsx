'use client';

import { X } from 'lucide-react';
import { Combobox } from '#lib/ui/combobox.tsx';
import { Input, Select } from '#lib/ui/field.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { text } from '#lib/ui/text/text.ts';
import { type Comparison, faultOf, fieldType, type Operator, operatorsFor, parsed, takesList } from './comparison.ts';
import type { FilterRow as Row } from './filter-rows.ts';
import { useFieldOptions } from './use-options.ts';
import { ValueField } from './value-field.tsx';

/** One row of the builder: how it is joined, and its column, comparison and value; or a text. */
export function FilterRow({
  experimentId,
  row,
  index,
  fresh,
  onChange,
  onRemove,
}: {
  experimentId: number;
  row: Row;
  index: number;
  /** Just added: its first field takes the focus. */
  fresh: boolean;
  onChange: (row: Row) => void;
  onRemove: () => void;
}) {
  const name = text.filter.row(index + 1);
  return (
    <fieldset className={row.joint === 'or' && index > 0 ? 'filter-row or' : 'filter-row'} aria-label={name}>
      {index === 0 ? (
        <span className="dim filter-where">{text.filter.where}</span>
      ) : (
        <Select
          hideLabel
          label={text.filter.joint}
          value={row.joint}
          options={(['and', 'or'] as const).map((joint) => ({ value: joint, label: text.filter.joints[joint] }))}
          onChange={(event) => onChange({ ...row, joint: event.target.value === 'or' ? 'or' : 'and' })}
        />
      )}
      {row.kind === 'text' ? (
        <div className="filter-text">
          <Input
            hideLabel
            label={text.filter.text}
            className="mono"
            spellCheck={false}
            autoFocus={fresh}
            data-first-focus={fresh || undefined}
            value={row.text}
            error={row.text.trim() !== '' && !parsed(row.text) ? text.filter.unreadable : undefined}
            onChange={(event) => onChange({ ...row, text: event.target.value })}
          />
        </div>
      ) : (
        <ComparisonFields
          experimentId={experimentId}
          comparison={row.comparison}
          fresh={fresh}
          onChange={(comparison) => onChange({ joint: row.joint, kind: 'comparison', comparison })}
        />
      )}
      <IconButton icon={X} label={text.filter.remove(name)} onClick={onRemove} />
    </fieldset>
  );
}

function ComparisonFields({
  experimentId,
  comparison,
  fresh,
  onChange,
}: {
  experimentId: number;
  comparison: Comparison;
  fresh: boolean;
  onChange: (comparison: Comparison) => void;
}) {
  const { field, operator, values } = comparison;
  const options = useFieldOptions(experimentId, field);
  const type = fieldType(field);
  const fault = faultOf(comparison);
  const labelOf = (one: Operator) =>
    type === 'time' && one in text.filter.moments
      ? text.filter.moments[one as keyof typeof text.filter.moments]
      : text.filter.operators[one];
  const look = (next: string) => {
    const nextType = fieldType(next);
    const fits = operatorsFor(nextType);
    onChange({
      ...comparison,
      field: next,
      operator: fits.includes(operator) ? operator : (fits[0] ?? '='),
      values: (nextType === 'time') === (type === 'time') ? values : [],
    });
  };
  return (
    <>
      <Combobox
        label={text.filter.field}
        placeholder={text.filter.fieldHint}
        className="mono"
        autoFocus={fresh}
        data-first-focus={fresh || undefined}
        value={field}
        options={options}
        onChange={look}
      />
      <Select
        hideLabel
        label={text.filter.operator}
        value={operator}
        options={operatorsFor(type, operator).map((one) => ({ value: one, label: labelOf(one) }))}
        onChange={(event) => {
          const next = event.target.value as Operator;
          onChange({ ...comparison, operator: next, values: takesList(next) ? values : values.slice(0, 1) });
        }}
      />
      <ValueField
        experimentId={experimentId}
        comparison={comparison}
        invalid={fault === 'number'}
        onChange={(next) => onChange({ ...comparison, values: next })}
      />
      {fault === 'number' ? (
        <p className="field-error filter-fault" role="alert">
          {text.filter.needsNumber}
        </p>
      ) : null}
    </>
  );
}
