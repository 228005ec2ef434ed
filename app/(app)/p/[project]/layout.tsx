import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { parseTheme, themeCookie } from '#lib/ui/theme/theme.ts';
import { Shell } from './_parts/shell.tsx';

export default async function ProjectLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ project: string }>;
}) {
  const { project } = await params;
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <Shell project={project} theme={theme}>
      {children}
    </Shell>
  );
}
