'use client';

import { type AnchorHTMLAttributes, type ComponentType, createContext, type ReactNode, useContext } from 'react';

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/** What the kit needs from the router, handed in by the app so that lib/ui knows no framework. */
export interface Navigation {
  /** Slug of the project in the URL. */
  project: string;
  /** Path of the page, with the project prefix. */
  pathname: string;
  /** Client-side navigation to an absolute path. */
  go: (href: string) => void;
  Link: ComponentType<LinkProps>;
  /** What stands before the crumbs of each page: the project, and the way to others. */
  Start?: ComponentType;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

export function NavigationProvider({ value, children }: { value: Navigation; children: ReactNode }) {
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

/** The router as the kit sees it, plus `href('/jobs')` -> `/p/<project>/jobs`. Throws outside the shell. */
export function useNavigation(): Navigation & { href: (path: string) => string } {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error('useNavigation needs the NavigationProvider of the shell above it.');
  return { ...navigation, href: (path) => projectPath(navigation.project, path) };
}

/** `/jobs/12` of project `flights` -> `/p/flights/jobs/12`. */
export function projectPath(project: string, path: string): string {
  return `/p/${encodeURIComponent(project)}${path === '/' ? '' : path}`;
}

/** A link inside the project: `to="/jobs"` becomes `/p/<project>/jobs`; `href` is taken as it stands. */
export function Link({
  to,
  href,
  ...rest
}: Omit<LinkProps, 'href'> & ({ to: string; href?: undefined } | { href: string; to?: undefined })) {
  const navigation = useNavigation();
  return <navigation.Link href={to === undefined ? href : navigation.href(to)} {...rest} />;
}
