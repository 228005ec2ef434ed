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
import { preload } from 'react-dom';
import { InLanguage } from '#lib/ui/text/in-language.tsx';
import { language } from '#lib/ui/text/language.ts';
import { text } from '#lib/ui/text/text.ts';
import { paletteCookie, parsePalette } from '#lib/ui/theme/palette-cookie.ts';
import { parseTheme, themeCookie } from '#lib/ui/theme/theme.ts';

export function generateMetadata(): Metadata {
  return {
    title: { default: text.app.name, template: `%s · ${text.app.name}` },
    description: text.app.description,
    icons: { icon: '/icon.svg' },
  };
}

/** Those of nearly all text: asked for with the styles, so that nothing is drawn twice. */
const fonts = [
  new URL('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', import.meta.url),
  new URL('@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2', import.meta.url),
];
const asFont = { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' } as const;

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

/**
 * Theme and language come with the request, so the first byte already carries them: no script, no flash. Reading the
 * cookie also makes every page dynamic, which a nonce in the Content-Security-Policy needs.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  for (const font of fonts) preload(String(font), asFont);
  const kept = await cookies();
  const theme = parseTheme(kept.get(themeCookie)?.value);
  return (
    <html lang={language()} data-theme={theme} data-palette={parsePalette(kept.get(paletteCookie)?.value)}>
      <body>
        <InLanguage>{children}</InLanguage>
      </body>
    </html>
  );
}
