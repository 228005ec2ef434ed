'use client';

import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import { ariaKeys } from './keys/match-key.ts';
import { useKeyHint } from './keys/use-key-hint.ts';
import { Link } from './navigation.tsx';

type Look = 'plain' | 'primary' | 'ghost' | 'danger';
interface Shared {
  look?: Look;
  small?: boolean;
  icon?: LucideIcon;
}

const className = (look: Look, small: boolean | undefined, more?: string) =>
  classNames('btn', look !== 'plain' && look, small && 'small', more);

/** A button. `busy` shows a spinner and blocks a second press; `keys` shows its shortcut on hover. */
export function Button({
  look = 'plain',
  small,
  icon: Icon,
  busy,
  keys,
  children,
  className: more,
  title,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & Shared & { busy?: boolean; keys?: string }) {
  const hint = useKeyHint(title, keys);
  return (
    <button
      type="button"
      {...rest}
      className={className(look, small, more)}
      title={hint}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      disabled={rest.disabled || busy}
    >
      {busy ? <LoaderCircle className="spin" size={14} aria-hidden /> : Icon ? <Icon size={14} aria-hidden /> : null}
      {children}
    </button>
  );
}

/** A link that looks like a button: `to` is inside the project, `href` is taken as it stands. */
export function LinkButton({
  look = 'plain',
  small,
  icon: Icon,
  children,
  ...rest
}: Parameters<typeof Link>[0] & Shared) {
  return (
    <Link {...rest} className={className(look, small, rest.className)}>
      {Icon ? <Icon size={14} aria-hidden /> : null}
      {children}
    </Link>
  );
}
