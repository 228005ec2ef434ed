import { forestImportance } from '../statistics/forest-importance.ts';
import type { ImportanceQuestion } from './importance-question.ts';

// A hundred trees take a second or two: apart from the page, which goes on meanwhile.
addEventListener('message', ({ data }: MessageEvent<ImportanceQuestion>) => {
  postMessage(forestImportance(data.features, data.target));
});
