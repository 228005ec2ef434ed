'use client';

import { Search } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { ariaKeys, showKey } from './keys/match-key.ts';
import { useIsMac } from './keys/use-is-mac.ts';
import { Link, useNavigation } from './navigation.tsx';
import { useOpenPalette } from './palette/palette.tsx';
import { text } from './text/text.ts';

export interface Crumb {
  label: string;
  /** Inside the project: `/models`. The last crumb has none. */
  to?: string;
}

/**
 * A page: the top bar (where am I, actions, palette) and the scrolling content below. `header` stays above the
 * scroll (title row, tabs); `fill` gives the content the whole height and no padding (split views, logs, graphs).
 */
export function Page({
  crumbs,
  actions,
  header,
  fill,
  children,
}: {
  crumbs: Crumb[];
  actions?: ReactNode;
  header?: ReactNode;
  fill?: boolean;
  children: ReactNode;
}) {
  const openPalette = useOpenPalette();
  const mac = useIsMac();
  const { Start } = useNavigation();
  // Each page has one first heading: its title below the bar, or else the last crumb.
  const Here = header ? 'b' : 'h1';
  return (
    <>
      <header className="top">
        {Start ? (
          <>
            <Start />
            <span className="dim top-start" aria-hidden="true">
              /
            </span>
          </>
        ) : null}
        <nav className="crumbs" aria-label={text.nav.breadcrumbs}>
          {crumbs.map((crumb, index) => (
            <Fragment key={`${crumb.to ?? ''} ${crumb.label}`}>
              {index > 0 ? (
                <span className="dim" aria-hidden="true">
                  /
                </span>
              ) : null}
              {crumb.to !== undefined && index < crumbs.length - 1 ? (
                <Link to={crumb.to} className="mut clip">
                  {crumb.label}
                </Link>
              ) : (
                <Here className="clip" aria-current="page">
                  {crumb.label}
                </Here>
              )}
            </Fragment>
          ))}
        </nav>
        <span className="grow" />
        {actions ? <div className="row top-actions">{actions}</div> : null}
        <button
          type="button"
          className="search-btn"
          onClick={openPalette}
          aria-keyshortcuts={ariaKeys('mod+k')}
          title={text.keys.palette}
          aria-label={`${text.palette.placeholder} ${showKey('mod+k', mac)}`}
        >
          <Search size={14} aria-hidden />
          <span className="clip">{text.palette.placeholder}</span>
          {/* Written with the space it is read with. */}
          <span className="grow" /> <kbd>{showKey('mod+k', mac)}</kbd>
        </button>
      </header>
      <main className={classNames('main', fill && 'fill')} id="content" tabIndex={-1}>
        {header ? <div className="page-head">{header}</div> : null}
        <div className={classNames('page-body', fill && 'fill')}>{children}</div>
      </main>
    </>
  );
}

/** The row under the top bar: title, chips, actions at the right. */
export function PageTitle({
  title,
  chips,
  actions,
  children,
}: {
  title: ReactNode;
  chips?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="page-title">
      <div className="page-title-row">
        <h1 className="clip">{title}</h1>
        {chips}
        <span className="grow" />
        {actions ? <div className="row wrap">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}
