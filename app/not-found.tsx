import { text } from '#lib/ui/text/text.ts';

export default function NotFound() {
  return (
    <main className="bare">
      <h1>{text.error.notFoundTitle}</h1>
      <p className="mut">{text.error.notFoundHint}</p>
      <a className="btn" href="/">
        {text.error.goHome}
      </a>
    </main>
  );
}
