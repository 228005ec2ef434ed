import { formatCount } from '../../format.ts';

export const loggedDatasetsText = {
  chip: 'logged dataset',
  notHere: 'as its client described it; the bytes are not here',
  about: 'About this dataset',
  type: 'Type',
  missing: 'Missing values',
  never: 'none',
  maybe: 'possible',
  unnamed: (place: number) => `column ${formatCount(place)}`,
  noColumns: 'The client sent no schema.',
  noProfile: 'The client sent no profile.',
  source: 'Read from',
  sourceType: 'Kind of source',
  asSent: 'Source as it was sent',
  firstSeen: 'First told of',
  otherDigests: 'Other digests of this name',
  readBy: 'Runs that read it',
  inTable: 'Show them in the table',
  noReader: 'No run that is shown in lists read it.',
  noRole: 'purpose not said',
  newest: (shown: number, total: number) => `the newest ${formatCount(shown)} of ${formatCount(total)}`,
};
