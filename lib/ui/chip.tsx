import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type Tone = 'plain' | 'accent' | 'ok' | 'bad' | 'warn';

/** A small rounded label. Colour alone never carries the meaning: the text says it too. */
export function Chip({
  tone = 'plain',
  icon: Icon,
  title,
  children,
}: {
  tone?: Tone;
  icon?: LucideIcon;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={classNames('chip', tone !== 'plain' && tone)} title={title}>
      {Icon ? <Icon size={12} aria-hidden /> : null}
      {children}
    </span>
  );
}
