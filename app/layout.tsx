import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/kit.css';
import './styles/shell.css';
import './styles/chart.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { text } from '#lib/ui/text/text.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme/theme.ts';

export const metadata: Metadata = {
  title: { default: text.app.name, template: `%s · ${text.app.name}` },
  description: text.app.description,
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

/**
 * The theme comes from a cookie, so the first byte already carries it: no script, no flash. Reading the cookie also
 * makes every page dynamic, which a nonce in the Content-Security-Policy needs.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme}>
      <body>{children}</body>
    </html>
  );
}
