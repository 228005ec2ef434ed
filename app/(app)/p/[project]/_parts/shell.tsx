'use client';

import {
  Box,
  CalendarClock,
  ChartLine,
  Database,
  Ellipsis,
  House,
  ListChecks,
  type LucideIcon,
  Route,
  Sparkles,
  Waypoints,
} from 'lucide-react';
import NextLink from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState, useTransition } from 'react';
import { KeysProvider, useShortcut } from '#lib/ui/keys/keys.tsx';
import { KeysHelp } from '#lib/ui/keys/keys-help.tsx';
import { LiveProvider } from '#lib/ui/live/live-provider.tsx';
import { Link, type LinkProps, NavigationProvider, projectPath, useNavigation } from '#lib/ui/navigation.tsx';
import { PaletteProvider, useCommands } from '#lib/ui/palette/palette.tsx';
import { QueryProvider } from '#lib/ui/query-provider.tsx';
import { LanguageSwitch } from '#lib/ui/text/language-switch.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { Theme } from '#lib/ui/theme/theme.ts';
import { ThemeSwitch } from '#lib/ui/theme/theme-switch.tsx';
import { ToastProvider } from '#lib/ui/toast.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { ProjectSwitch } from './project-switch.tsx';
import { searchEntities } from './search-entities.ts';
import { StalePage } from './stale-page.tsx';
import { useMlflowLinks } from './use-mlflow-links.ts';
import { WaitingPage } from './waiting-page.tsx';

const pages = (): { path: string; label: string; key: string; icon: LucideIcon }[] => [
  { path: '/', label: text.nav.home, key: 'h', icon: House },
  { path: '/experiments', label: text.nav.experiments, key: 'e', icon: ChartLine },
  { path: '/datasets', label: text.nav.datasets, key: 'd', icon: Database },
  { path: '/models', label: text.nav.models, key: 'm', icon: Box },
  { path: '/predictions', label: text.nav.predictions, key: 'p', icon: Sparkles },
  { path: '/jobs', label: text.nav.jobs, key: 'j', icon: ListChecks },
  { path: '/schedules', label: text.nav.schedules, key: 's', icon: CalendarClock },
  { path: '/traces', label: text.nav.traces, key: 't', icon: Route },
  { path: '/lineage', label: text.nav.lineage, key: 'l', icon: Waypoints },
];
// Runs have no place of their own in the rail: they belong to experiments.
const home = new Map([['runs', '/experiments']]);

function RouterLink({ href, ...rest }: LinkProps) {
  const { go } = useNavigation();
  return (
    // Prefetching each link in a table of runs would render hundreds of pages nobody opens.
    <NextLink
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        go(href);
      }}
      {...rest}
    />
  );
}

/** Everything around a page: providers, rail, banner, palette, keyboard help. */
export function Shell({
  project,
  theme,
  build,
  children,
}: {
  project: string;
  theme: Theme;
  /** Of the pages that the server drew this one with. */
  build: string | undefined;
  children: ReactNode;
}) {
  const router = useRouter();
  const pathname = usePathname();
  const [leaving, startLeaving] = useTransition();
  const [to, setTo] = useState('');
  const slow = useSlow(leaving);
  const navigation = useMemo(
    () => ({
      project,
      pathname,
      go(href: string) {
        setTo(href);
        startLeaving(() => router.push(href));
      },
      Link: RouterLink,
      Start: ProjectSwitch,
    }),
    [project, pathname, router],
  );
  const search = useCallback(
    (query: string, signal: AbortSignal) => searchEntities({ project, query, signal }),
    [project],
  );
  return (
    <NavigationProvider value={navigation}>
      <QueryProvider>
        <KeysProvider>
          <ToastProvider>
            <PaletteProvider search={search}>
              <LiveProvider project={project}>
                <a className="skip" href="#content">
                  {text.nav.skip}
                </a>
                <div className={leaving ? 'shell leaving' : 'shell'}>
                  <Rail project={project} pathname={pathname} theme={theme} />
                  <div className="shell-main">
                    <ConnectionBanner />
                    <StalePage build={build} />
                    {slow ? <WaitingPage to={to} /> : null}
                    <div className="shell-page" hidden={slow}>
                      {children}
                    </div>
                  </div>
                </div>
                <Keyboard project={project} go={navigation.go} />
              </LiveProvider>
            </PaletteProvider>
          </ToastProvider>
        </KeysProvider>
      </QueryProvider>
    </NavigationProvider>
  );
}

const slowMs = 400;

/** Whether something lasts longer than nobody minds. */
function useSlow(lasts: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!lasts) return;
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [lasts]);
  return slow;
}

function Rail({ project, pathname, theme }: { project: string; pathname: string; theme: Theme }) {
  const first = pathname.slice(projectPath(project, '/').length).split('/')[1] ?? '';
  const here = home.get(first) ?? `/${first}`;
  const moreId = useId();
  const rest = useRef<HTMLDivElement>(null);
  // Not every browser has popovers.
  const close = () => rest.current?.hidePopover?.();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it has led to another page
  useEffect(close, [pathname]);
  const all = pages();
  const link = ({ path, label, key, icon: Icon }: (typeof all)[number]) => (
    <Link
      key={path}
      to={path}
      className="rail-item"
      aria-label={label}
      aria-current={here === path ? 'page' : undefined}
      title={`${label} (g ${key})`}
    >
      <Icon size={18} strokeWidth={1.7} aria-hidden />
    </Link>
  );
  return (
    <nav className="rail" aria-label={text.nav.label}>
      <Link className="rail-logo" to="/" aria-label={text.app.name}>
        <svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
          <path
            d="M5 7h18M14 7v6m0 0c0 5-6 3-6 9m6-9c0 5 6 3 6 9"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.6"
            strokeLinecap="round"
          />
          <circle cx="8" cy="22" r="2.4" fill="currentColor" />
          <circle cx="20" cy="22" r="2.4" fill="currentColor" />
        </svg>
      </Link>
      {all.slice(0, onBar).map(link)}
      <button type="button" className="rail-item rail-more" popoverTarget={moreId} aria-label={text.nav.more}>
        <Ellipsis size={18} strokeWidth={1.7} aria-hidden />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is pressed is inside, by keyboard too */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key on a button or a link is a click */}
      <div id={moreId} ref={rest} className="rail-rest" popover="auto" onClick={close}>
        {all.slice(onBar).map(link)}
        <span className="grow" />
        <LanguageSwitch />
        <ThemeSwitch initial={theme} />
      </div>
    </nav>
  );
}

/** Pages that a phone has room for, with their names; the others come up above the bar. */
const onBar = 4;

function Keyboard({ project, go }: { project: string; go: (href: string) => void }) {
  const [help, setHelp] = useState(false);
  useMlflowLinks();
  useShortcut('?', text.keys.help, () => setHelp(true), text.keys.groups.general);
  useCommands([
    ...pages().map((page) => ({
      id: page.path,
      label: text.keys.goTo(page.label),
      group: text.palette.groups.page,
      keys: `g ${page.key}`,
      href: projectPath(project, page.path),
    })),
    {
      id: 'projects',
      label: text.keys.goTo(text.projects.title),
      group: text.palette.groups.page,
      href: projectPath(project, '/projects'),
    },
    { id: 'help', label: text.keys.help, keys: '?', run: () => setHelp(true) },
  ]);
  return (
    <>
      {pages().map((page) => (
        <GoKey
          key={page.path}
          shortcut={`g ${page.key}`}
          label={page.label}
          run={() => go(projectPath(project, page.path))}
        />
      ))}
      {help ? <KeysHelp onClose={() => setHelp(false)} /> : null}
    </>
  );
}

function GoKey({ shortcut, label, run }: { shortcut: string; label: string; run: () => void }) {
  useShortcut(shortcut, label, run, text.keys.groups.navigation);
  return null;
}
