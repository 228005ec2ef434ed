export const panelsText = {
  text: {
    title: 'Text',
    lead: 'Words between the charts, in Markdown.',
    empty: 'Nothing is written here yet.',
    markdown: 'Text',
    markdownHint: 'Markdown: # heading, **bold**, `code`, - list, [link](https://…).',
  },
};
