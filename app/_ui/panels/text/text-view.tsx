import { Markdown } from '#lib/ui/markdown/markdown.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../panel-kind.ts';
import type { TextSettings } from './text-kind.ts';

/** The text of a panel. */
export default function TextView({ settings, height }: PanelViewProps<TextSettings>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled with the keyboard too
    <div className="panel-text" style={{ height }} tabIndex={0}>
      {settings.markdown.trim() === '' ? (
        <p className="dim">{text.panels.text.empty}</p>
      ) : (
        <Markdown source={settings.markdown} />
      )}
    </div>
  );
}
