import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../panel-kind.ts';
import type { TextSettings } from './text-kind.ts';

/** The text of a panel. */
export default function TextView({ settings }: PanelViewProps<TextSettings>) {
  return settings.markdown.trim() === '' ? (
    <p className="dim">{text.panels.text.empty}</p>
  ) : (
    <div style={{ whiteSpace: 'pre-wrap' }}>{settings.markdown}</div>
  );
}
