import { TextArea } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelFormProps } from '../panel-kind.ts';
import type { TextSettings } from './text-kind.ts';

/** Where the text of a panel is written. */
export default function TextForm({ settings, onChange }: PanelFormProps<TextSettings>) {
  return (
    <TextArea
      label={text.panels.text.markdown}
      hint={text.panels.text.markdownHint}
      rows={12}
      value={settings.markdown}
      onChange={(event) => onChange({ markdown: event.target.value })}
    />
  );
}
