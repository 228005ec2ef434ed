'use client';

import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ProjectAnswer } from '#lib/projects/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Link, projectPath, useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { sectionOf } from './section-of.ts';

/** The other projects: typing narrows them, arrows move, Enter goes to the same list there, Esc closes. */
export function ProjectMenu({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const { project, pathname, go } = useNavigation();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  const projects = useQuery({
    queryKey: ['projects'],
    queryFn: async ({ signal }) => (await api<{ projects: ProjectAnswer[] }>('/projects', { signal })).projects,
  });
  const found = projects.data?.filter((one) => `${one.slug} ${one.name}`.toLowerCase().includes(q.toLowerCase())) ?? [];
  const active = found[Math.min(at, found.length - 1)];
  const section = sectionOf(pathname);
  const choose = (one: ProjectAnswer | undefined) => {
    if (!one) return;
    onClose();
    if (one.slug !== project) go(projectPath(one.slug, section));
  };
  const latestClose = useRef(onClose);
  useEffect(() => {
    latestClose.current = onClose;
  });
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector('input')?.focus();
    const away = (event: PointerEvent) => {
      const anchor = panel.current?.parentElement;
      if (event.target instanceof Node && !anchor?.contains(event.target)) latestClose.current();
    };
    document.addEventListener('pointerdown', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      if (before instanceof HTMLElement && panel.current?.contains(document.activeElement)) before.focus();
    };
  }, []);
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      choose(active);
    } else if (step && found.length > 0) {
      event.preventDefault();
      const next = (Math.min(at, found.length - 1) + step + found.length) % found.length;
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    }
  };
  return (
    <div
      ref={panel}
      className="menu start project-menu"
      role="dialog"
      aria-label={text.projects.switch}
      onKeyDown={onKey}
    >
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active ? `${id}-${found.indexOf(active)}` : undefined}
        aria-label={text.projects.search}
        placeholder={text.projects.search}
        autoComplete="off"
        spellCheck={false}
        value={q}
        onChange={(event) => {
          setQ(event.target.value);
          setAt(0);
        }}
      />
      <div className="project-list" id={`${id}-list`} role="listbox" aria-label={text.projects.title}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input, which keeps the focus
          <div
            key={one.slug}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === active}
            onClick={() => choose(one)}
            onPointerMove={() => setAt(index)}
          >
            <Check size={14} aria-hidden style={one.slug === project ? undefined : { visibility: 'hidden' }} />
            <span className="clip">{one.name}</span>
            {one.name === one.slug ? null : <span className="dim small clip">{one.slug}</span>}
          </div>
        ))}
      </div>
      {projects.data && found.length === 0 ? (
        <p className="mut small project-none">{text.projects.noMatch(q)}</p>
      ) : null}
      {projects.isError ? <p className="mut small project-none">{projects.error.message}</p> : null}
      <Link to="/projects" className="project-all" onClick={onClose}>
        {text.projects.all}
      </Link>
    </div>
  );
}
