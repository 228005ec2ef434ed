import type { Text } from '../text.ts';

export const panelsText: Text['panels'] = {
  text: {
    title: 'Texto',
    lead: 'Palabras entre los gráficos, en Markdown.',
    empty: 'Aquí todavía no hay nada escrito.',
    markdown: 'Texto',
    markdownHint: 'Markdown: # título, **negrita**, `código`, - lista, [enlace](https://…).',
  },
};
