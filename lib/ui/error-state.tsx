'use client';

import { CircleAlert, RotateCw } from 'lucide-react';
import { ApiError } from './api-error.ts';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';
import { CopyText } from './copy-button.tsx';
import { text } from './text/text.ts';

/** An error where the user looks: code, message, fields, what to do next, request id, retry. */
export function ErrorState({
  error,
  title,
  reference,
  onRetry,
}: {
  error: Error;
  title?: string;
  /** What finds the error in the server's log, where no request of ours was refused. */
  reference?: string;
  onRetry?: () => void;
}) {
  const api = error instanceof ApiError ? error : undefined;
  return (
    <div className="error-state" role="alert">
      <div className="row">
        <CircleAlert size={16} aria-hidden />
        <h2>{title ?? text.error.title}</h2>
        {api ? <Chip tone="bad">{api.code}</Chip> : null}
      </div>
      <p>{error.message || text.error.unexpected}</p>
      {api?.detail ? (
        <p className="dim small" lang="en">
          {api.detail}
        </p>
      ) : null}
      {api?.fields.length ? (
        <ul>
          {api.fields.map((field) => (
            <li key={field.path}>
              <code>{field.path}</code> {field.message}
            </li>
          ))}
        </ul>
      ) : null}
      {api?.hint ? <p className="mut">{api.hint}</p> : null}
      <div className="row">
        {onRetry ? (
          <Button icon={RotateCw} onClick={onRetry}>
            {text.common.retry}
          </Button>
        ) : null}
        {reference ? (
          <span className="dim small row">
            {text.error.reference} <CopyText value={reference} head={12} />
          </span>
        ) : null}
        {api?.requestId ? (
          <span className="dim small row">
            {text.common.requestId} <CopyText value={api.requestId} head={8} />
          </span>
        ) : null}
      </div>
    </div>
  );
}
