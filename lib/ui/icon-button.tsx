'use client';

import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import { ariaKeys } from './keys/match-key.ts';
import { useKeyHint } from './keys/use-key-hint.ts';

/** An icon alone; `label` is its name for everyone: hover, screen reader, test. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  pressed,
  size = 15,
  className,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'aria-label'> & {
  icon: LucideIcon;
  label: string;
  keys?: string;
  pressed?: boolean;
  size?: number;
}) {
  const hint = useKeyHint(label, keys);
  return (
    <button
      type="button"
      {...rest}
      className={classNames('icon-btn', pressed && 'on', className)}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      title={hint}
    >
      <Icon size={size} aria-hidden />
    </button>
  );
}
