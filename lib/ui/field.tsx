'use client';

import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { classNames } from './class-names.ts';
import { formatDigits } from './format.ts';

interface Around {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
}

function Field({ id, label, hint, error, hideLabel, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className={classNames('field', error !== undefined && 'bad')}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : undefined}>
        {label}
      </label>
      {children}
      {error ? (
        <div className="field-error" id={`${id}-error`}>
          {error}
        </div>
      ) : hint ? (
        <div className="dim small" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
    </div>
  );
}

const described = (id: string, error: string | undefined, hint: ReactNode) =>
  error ? `${id}-error` : hint ? `${id}-hint` : undefined;

/** A labelled text input; `error` is the message for this field (`apiError.field('name')`). */
export function Input({
  label,
  hint,
  error,
  hideLabel,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & Around & { ref?: Ref<HTMLInputElement> }) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <Field id={id} label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <input
        {...rest}
        id={id}
        className={classNames('input', rest.className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, error, hint)}
      />
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  hideLabel,
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & Around) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <Field id={id} label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <textarea
        {...rest}
        id={id}
        className={classNames('input', rest.className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, error, hint)}
      />
    </Field>
  );
}

/** A labelled native select. */
export function Select({
  label,
  hint,
  error,
  hideLabel,
  options,
  ...rest
}: SelectHTMLAttributes<HTMLSelectElement> &
  Around & { options: { value: string; label: string; disabled?: boolean }[] }) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <Field id={id} label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <select
        {...rest}
        id={id}
        className={classNames('input', rest.className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, error, hint)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A labelled slider with its value beside it. */
export function Slider({
  label,
  value,
  onChange,
  min = 0,
  max = 1,
  step = 0.01,
  shown,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  shown?: string;
}) {
  const id = useId();
  return (
    <span className="slider">
      <label htmlFor={id} className="mut">
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output htmlFor={id} className="num mut">
        {shown ?? formatDigits(value.toFixed(2))}
      </output>
    </span>
  );
}

/** A labelled check box. */
export function Checkbox({
  label,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & { label: ReactNode }) {
  return (
    <label className="check">
      <input {...rest} type="checkbox" />
      {label}
    </label>
  );
}
