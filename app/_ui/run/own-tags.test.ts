import { expect, test } from 'vitest';
import { ownTags } from './own-tags.ts';

test('what people tagged stands apart from what clients write, and the name and the note are no tags', () => {
  const tags = {
    team: 'vision',
    'mlflow.user': 'ana',
    'mlflow.runName': 'x',
    'mlflow.note.content': '# x',
    mlflowish: '1',
  };
  expect(ownTags(tags)).toEqual({
    own: [
      ['team', 'vision'],
      ['mlflowish', '1'],
    ],
    ofClients: [['mlflow.user', 'ana']],
  });
});
