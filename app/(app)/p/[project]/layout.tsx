import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { buildId } from '#lib/http/build-id.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme/theme.ts';
import { Shell } from './_parts/shell.tsx';

export default async function ProjectLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ project: string }>;
}) {
  // A project that is not there has no shell either: nothing in it could work.
  await pageContext(params);
  const { project } = await params;
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <Shell project={project} theme={theme} build={buildId()}>
      {children}
    </Shell>
  );
}
