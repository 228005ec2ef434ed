import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

/**
 * A hairline box: header (title, hint, actions), body, footer. `flush` lets a table or chart reach the edges;
 * without a title there is no header.
 */
export function Panel({
  title,
  hint,
  actions,
  footer,
  flush,
  className,
  children,
}: {
  title?: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  flush?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classNames('panel', className)} aria-labelledby={title ? id : undefined}>
      {title || actions ? (
        <header>
          <h2 id={id} className="clip">
            {title}
          </h2>
          <span className="grow" />
          {hint ? <span className="dim small clip">{hint}</span> : null}
          {actions}
        </header>
      ) : null}
      <div className={classNames('panel-body', flush && 'flush')}>{children}</div>
      {footer ? <footer className="num">{footer}</footer> : null}
    </section>
  );
}
