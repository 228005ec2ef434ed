'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classNames } from './class-names.ts';
import { middleEllipsis } from './format.ts';
import { text } from './text/text.ts';
import { useToast } from './toast.tsx';

function useCopy(value: string): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false);
  const toast = useToast();
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    copyText(value).then(
      () => setCopied(true),
      () => toast({ tone: 'bad', title: text.common.copyFailed }),
    );
  };
  return { copied, copy };
}

/** Puts a text into the clipboard. Outside a secure context (http beyond loopback) there is no clipboard object at all. */
export function copyText(value: string): Promise<void> {
  return navigator.clipboard ? navigator.clipboard.writeText(value) : copyBySelection(value);
}

async function copyBySelection(value: string): Promise<void> {
  const area = document.createElement('textarea');
  area.value = value;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('copy was refused');
}

/** An icon that copies `value`. */
export function CopyButton({ value, label = text.common.copy }: { value: string; label?: string }) {
  const { copied, copy } = useCopy(value);
  return (
    <button
      type="button"
      className={classNames('icon-btn copy', copied && 'done')}
      onClick={copy}
      aria-label={copied ? text.common.copied : label}
      title={copied ? text.common.copied : label}
    >
      {copied ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
    </button>
  );
}

/** An id or digest: shortened in the middle, whole on hover, copied on click. `shown` replaces the short form. */
export function CopyText({
  value,
  shown,
  head,
  tail,
}: {
  value: string;
  shown?: string;
  head?: number;
  tail?: number;
}) {
  const { copied, copy } = useCopy(value);
  const short = shown ?? middleEllipsis(value, head, tail);
  return (
    <button
      type="button"
      className={classNames('copy-text mono', copied && 'done')}
      onClick={copy}
      title={copied ? text.common.copied : value}
      aria-label={`${text.common.copy} ${short}`}
    >
      <span className="clip">{short}</span>
      {copied ? <Check size={12} aria-hidden /> : <Copy size={12} aria-hidden />}
    </button>
  );
}

/** A block of commands or code with a copy button. */
export function CopyBlock({ code, label }: { code: string; label?: string }) {
  return (
    <div className="copy-block">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll lines that are wider than the block */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
      <CopyButton value={code} label={label === undefined ? undefined : `${text.common.copy}: ${label}`} />
    </div>
  );
}
