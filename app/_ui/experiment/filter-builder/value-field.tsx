'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { Combobox } from '#lib/ui/combobox.tsx';
import { text } from '#lib/ui/text/text.ts';
import { type Comparison, fieldType, takesList, takesNoValue } from './comparison.ts';
import { useValueOptions } from './use-options.ts';

/** What a field is compared with: a text or a number with completion, a moment, or a list; nothing where none is needed. */
export function ValueField({
  experimentId,
  comparison,
  invalid,
  onChange,
}: {
  experimentId: number;
  comparison: Comparison;
  invalid: boolean;
  onChange: (values: string[]) => void;
}) {
  const { field, operator, values } = comparison;
  const [draft, setDraft] = useState('');
  const type = fieldType(field);
  const list = takesList(operator);
  const typed = list ? draft : (values[0] ?? '');
  const options = useValueOptions(experimentId, field, typed, type !== 'number' && type !== 'time');
  if (takesNoValue(operator)) return <span />;
  if (type === 'time') {
    return (
      <input
        type="datetime-local"
        className="input"
        aria-label={text.filter.value}
        value={values[0] ? localMoment(Number(values[0])) : ''}
        onChange={(event) => onChange(event.target.value ? [String(new Date(event.target.value).getTime())] : [])}
      />
    );
  }
  if (!list) {
    return (
      <Combobox
        aria-invalid={invalid || undefined}
        inputMode={type === 'number' ? 'decimal' : undefined}
        label={text.filter.value}
        placeholder={type === 'number' ? '0.01' : undefined}
        value={typed}
        options={options}
        onChange={(value) => onChange(value === '' ? [] : [value])}
      />
    );
  }
  const add = (value: string) => {
    setDraft('');
    if (value !== '' && !values.includes(value)) onChange([...values, value]);
  };
  return (
    <div className="filter-list">
      {values.map((value) => (
        <span key={value} className="chip">
          <span className="clip">{value}</span>
          <button
            type="button"
            aria-label={text.filter.removeValue(value)}
            title={text.filter.removeValue(value)}
            onClick={() => onChange(values.filter((one) => one !== value))}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <Combobox
        aria-invalid={invalid || undefined}
        label={text.filter.addValue}
        placeholder={text.filter.addValue}
        value={draft}
        options={options.filter((option) => !values.includes(option.value))}
        onChange={setDraft}
        onPick={add}
        onBlur={() => add(draft.trim())}
        onEnter={() => add(draft.trim())}
      />
    </div>
  );
}

/** As a field of the browser takes it: `2026-01-31T14:00`, in the reader's own time. */
function localMoment(ms: number): string {
  const date = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return Number.isFinite(ms) ? date.toISOString().slice(0, 16) : '';
}
