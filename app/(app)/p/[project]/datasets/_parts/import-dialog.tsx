'use client';

import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { UploadAnswer } from '#lib/datasets/schema.ts';
import { apiUrl, useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { classNames } from '#lib/ui/class-names.ts';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input } from '#lib/ui/field.tsx';
import { formatBytes } from '#lib/ui/format.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Progress } from '#lib/ui/progress.tsx';
import { text } from '#lib/ui/text/text.ts';
import { FilePreview } from './file-preview.tsx';
import { JobWatch } from './job-watch.tsx';
import { type SendProgress, sendFile } from './send-file.ts';

type Step =
  | { at: 'choose'; error?: Error }
  | { at: 'sending'; file: File; progress: SendProgress; rate: number }
  | { at: 'preview'; upload: UploadAnswer }
  | { at: 'working'; jobId: string; name: string };

/** From a file to a version: choose or drop, send with progress, look at the types found, import, watch the job. */
export function ImportDialog({ into, file, onClose }: { into?: string; file?: File; onClose: () => void }) {
  const api = useApi();
  const { project } = useNavigation();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const [name, setName] = useState(into ?? '');
  const [types, setTypes] = useState<Record<string, string>>({});
  const [missing, setMissing] = useState('');
  const [done, setDone] = useState(false);
  const sending = useRef<AbortController>(undefined);

  const send = useCallback(
    (chosen: File) => {
      const abort = new AbortController();
      sending.current?.abort();
      sending.current = abort;
      const started = performance.now();
      setTypes({});
      setMissing('');
      setStep({ at: 'sending', file: chosen, progress: { sent: 0, total: chosen.size }, rate: 0 });
      const onProgress = (progress: SendProgress) => {
        const seconds = Math.max(0.05, (performance.now() - started) / 1000);
        if (!abort.signal.aborted) setStep({ at: 'sending', file: chosen, progress, rate: progress.sent / seconds });
      };
      sendFile(apiUrl(project, '/uploads'), chosen, { signal: abort.signal, onProgress }).then(
        (upload) => {
          if (abort.signal.aborted) return;
          setName((before) => before || nameFor(upload.name));
          setStep({ at: 'preview', upload });
        },
        (error: Error) => {
          if (!abort.signal.aborted) setStep({ at: 'choose', error });
        },
      );
    },
    [project],
  );

  // A file dropped on the page starts at once; leaving the dialog stops what is on its way.
  useEffect(() => {
    if (file) send(file);
    return () => sending.current?.abort();
  }, [file, send]);

  const choicesOf = (chosenTypes: Record<string, string>) => {
    const nullTexts = missing
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
    return {
      ...(nullTexts.length > 0 ? { nullTexts } : {}),
      ...(Object.keys(chosenTypes).length > 0 ? { types: chosenTypes } : {}),
    };
  };
  const reread = useMutation({
    mutationFn: ({ id, chosen }: { id: string; chosen: Record<string, string> }) =>
      api<UploadAnswer>(`/uploads/${id}/preview`, { method: 'POST', body: choicesOf(chosen) }),
    // A choice that cannot be read is not kept: the preview goes on showing the last one that could.
    onSuccess: (upload, { chosen }) => {
      setTypes(chosen);
      setStep({ at: 'preview', upload });
    },
  });
  const start = useMutation({
    mutationFn: ({ id }: { id: string }) =>
      api<{ jobId: string }>(`/datasets/${encodeURIComponent(name)}/imports`, {
        method: 'POST',
        body: { uploadId: id, ...choicesOf(types) },
      }),
    onSuccess: ({ jobId }) => setStep({ at: 'working', jobId, name }),
  });
  const failed = start.error ?? reread.error;
  const nameError = start.error instanceof ApiError ? start.error.field('name') : undefined;

  return (
    <Dialog
      title={into ? text.datasets.importer.titleInto(into) : text.datasets.importer.title}
      onClose={onClose}
      wide
      footer={footer()}
    >
      <div className="stack">{body()}</div>
    </Dialog>
  );

  function body() {
    if (step.at === 'choose') {
      return (
        <>
          {step.error ? <ErrorState title={text.datasets.importer.refused} error={step.error} /> : null}
          <DropZone onFile={send} />
        </>
      );
    }
    if (step.at === 'sending') {
      const { sent, total } = step.progress;
      const whole = sent >= total;
      return (
        <div className="stack" aria-live="polite">
          <div className="row">
            <span className="grow clip">{text.datasets.importer.sending(step.file.name)}</span>
            <span className="num dim small">
              {whole
                ? text.datasets.importer.looking
                : text.datasets.importer.sent(formatBytes(sent), formatBytes(total), formatBytes(step.rate))}
            </span>
          </div>
          <Progress
            label={text.datasets.importer.sending(step.file.name)}
            value={whole ? undefined : total > 0 ? sent / total : 0}
          />
        </div>
      );
    }
    if (step.at === 'working') {
      return <JobWatch jobId={step.jobId} working={text.datasets.importer.working} onDone={() => setDone(true)} />;
    }
    const { upload } = step;
    return (
      <>
        {into ? null : (
          <Input
            label={text.datasets.importer.name}
            hint={text.datasets.importer.nameHint}
            error={nameError}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoFocus
          />
        )}
        <FilePreview
          upload={upload}
          onType={(column, type) => reread.mutate({ id: upload.id, chosen: { ...types, [column]: type } })}
        />
        {upload.sniff.format === 'csv' ? (
          <div className="dataset-missing">
            <Input
              label={text.datasets.importer.missing}
              hint={text.datasets.importer.missingHint}
              value={missing}
              onChange={(event) => setMissing(event.target.value)}
            />
            <Button busy={reread.isPending} onClick={() => reread.mutate({ id: upload.id, chosen: types })}>
              {text.datasets.importer.reread}
            </Button>
          </div>
        ) : null}
        {failed && !nameError ? <ErrorState title={text.datasets.importer.unreadable} error={failed} /> : null}
      </>
    );
  }

  function footer() {
    if (step.at === 'preview') {
      const { id } = step.upload;
      return (
        <>
          <Button onClick={() => setStep({ at: 'choose' })}>{text.datasets.importer.another}</Button>
          <span className="grow" />
          <Button
            look="primary"
            busy={start.isPending}
            disabled={name === '' || reread.isPending}
            onClick={() => start.mutate({ id })}
          >
            {text.datasets.importer.run}
          </Button>
        </>
      );
    }
    if (step.at === 'working' && done) {
      return (
        <>
          <span className="grow" />
          <Button onClick={onClose}>{text.datasets.importer.close}</Button>
          <LinkButton look="primary" to={`/datasets/${encodeURIComponent(step.name)}/latest`}>
            {text.datasets.importer.openVersion}
          </LinkButton>
        </>
      );
    }
    return (
      <>
        <span className="grow" />
        <Button onClick={onClose}>{step.at === 'working' ? text.datasets.importer.close : text.common.cancel}</Button>
      </>
    );
  }
}

function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same by keyboard
    <div
      className={classNames('dataset-drop', over && 'over')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileUp size={22} aria-hidden />
      <div>{text.datasets.importer.drop}</div>
      <Button look="primary" onClick={() => input.current?.click()}>
        {text.datasets.importer.choose}
      </Button>
      <div className="dim small">{text.datasets.importer.formats}</div>
      <input
        ref={input}
        type="file"
        className="sr-only"
        aria-label={text.datasets.importer.choose}
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
        }}
      />
    </div>
  );
}

/** A dataset's name from a file's: `Flights 2001.csv` becomes `Flights-2001`. */
function nameFor(fileName: string): string {
  return fileName
    .replace(/\.(csv|tsv|txt|json|jsonl|ndjson|parquet)$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 100);
}
