'use client';

import { ChevronsUpDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';

const ProjectMenu = dynamic(() => import('./project-menu.tsx').then((module) => module.ProjectMenu), { ssr: false });

/** The project a page stands in, at the beginning of its crumbs; pressed, it offers the others. */
export function ProjectSwitch() {
  const { project } = useNavigation();
  const [open, setOpen] = useState(false);
  useShortcut('g o', text.projects.switch, () => setOpen(true), text.keys.groups.navigation);
  return (
    <span className="menu-anchor project-switch">
      <button
        type="button"
        className="btn ghost menu-face"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={text.projects.switchFrom(project)}
        title={`${text.projects.switch} (g o)`}
        onClick={() => setOpen((was) => !was)}
      >
        <span className="clip">{project}</span>
        <ChevronsUpDown size={12} aria-hidden />
      </button>
      {open ? <ProjectMenu onClose={() => setOpen(false)} /> : null}
    </span>
  );
}
