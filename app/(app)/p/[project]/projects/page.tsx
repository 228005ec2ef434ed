import type { Metadata } from 'next';
import { pageContext } from '#lib/http/page-context.ts';
import { listProjects } from '#lib/projects/list-projects.ts';
import { text } from '#lib/ui/text/text.ts';
import { Projects } from './_parts/projects.tsx';

export function generateMetadata(): Metadata {
  return { title: text.projects.title };
}

export default async function ProjectsPage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await pageContext(params);
  return <Projects initial={await listProjects({ ctx })} />;
}
