import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyBlock } from './copy-button.tsx';

/** Nothing here yet, and how to change that: a sentence, commands to copy, actions. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  commands,
  actions,
}: {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  commands?: string;
  actions?: ReactNode;
}) {
  return (
    <div className="empty">
      {Icon ? <Icon size={22} aria-hidden /> : null}
      <h2>{title}</h2>
      {children ? <div className="mut">{children}</div> : null}
      {commands ? <CopyBlock code={commands} /> : null}
      {actions ? <div className="row">{actions}</div> : null}
    </div>
  );
}
