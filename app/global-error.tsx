'use client';

import './styles/tokens.css';
import './styles/base.css';
import './styles/kit.css';
import './styles/shell.css';
import { InLanguage } from '#lib/ui/text/in-language.tsx';
import { language } from '#lib/ui/text/language.ts';
import { text } from '#lib/ui/text/text.ts';

/** The last resort, when the shell itself could not be drawn. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang={language()} data-theme="system">
      <body>
        <InLanguage>
          <Sorry error={error} reset={reset} />
        </InLanguage>
      </body>
    </html>
  );
}

function Sorry({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="bare" role="alert">
      <h1>{text.error.title}</h1>
      <p className="mut">
        {text.error.unexpected} {error.digest ? <code>{error.digest}</code> : null}
      </p>
      <button type="button" className="btn" onClick={reset}>
        {text.common.retry}
      </button>
    </main>
  );
}
