/** Which runs of an experiment are looked at, and how: the whole state of the page, kept in its address. */
export interface RunSet {
  tab: 'charts' | 'table' | 'compare';
  /** Text that a run's name, id, status, tag or parameter must contain. */
  q: string;
  /** `created`, `name`, `status`, `duration`, `metric:<key>` or `param:<key>`; a leading `-` turns it round. */
  sort: string;
  /** Runs taken out of the charts, by the tails of their ids. */
  hidden: string[];
  /** When set, only these are drawn. */
  solo: string[];
  /** Runs picked for comparison. */
  selected: string[];
}

export const newestFirst = '-created';
const tailLength = 8;

/** Ids are ordered by time, so their tails tell them apart; an address with fifty whole ids could not be sent on. */
export function idTail(id: string): string {
  return id.slice(-tailLength);
}

/** Reads the state from an address; what does not parse falls back to the default. */
export function readRunSet(search: URLSearchParams): RunSet {
  const tab = search.get('tab');
  return {
    tab: tab === 'table' || tab === 'compare' ? tab : 'charts',
    q: search.get('q') ?? '',
    sort: search.get('sort') || newestFirst,
    hidden: tails(search.get('hide')),
    solo: tails(search.get('solo')),
    selected: tails(search.get('sel')),
  };
}

/** The address of a state, without what is the default: `?tab=table&q=embed`, or an empty string. */
export function writeRunSet(set: RunSet): string {
  const search = new URLSearchParams();
  if (set.tab !== 'charts') search.set('tab', set.tab);
  if (set.q) search.set('q', set.q);
  if (set.sort !== newestFirst) search.set('sort', set.sort);
  if (set.hidden.length) search.set('hide', set.hidden.join('.'));
  if (set.solo.length) search.set('solo', set.solo.join('.'));
  if (set.selected.length) search.set('sel', set.selected.join('.'));
  const query = search.toString();
  return query ? `?${query}` : '';
}

function tails(text: string | null): string[] {
  return (text ?? '').split('.').filter((part) => /^[0-9a-f]{8}$/.test(part));
}

/** Whether a run is drawn in the charts. */
export function isVisible(set: RunSet, id: string): boolean {
  const tail = idTail(id);
  return set.solo.length > 0 ? set.solo.includes(tail) : !set.hidden.includes(tail);
}

/** The eye: takes a run out of the charts or puts it back. While runs are drawn alone it changes that list. */
export function toggleVisible(set: RunSet, id: string): RunSet {
  const list = set.solo.length > 0 ? 'solo' : 'hidden';
  return { ...set, [list]: toggled(set[list], idTail(id)) };
}

/** Draws one run alone; done again, all come back. */
export function toggleSolo(set: RunSet, id: string): RunSet {
  const tail = idTail(id);
  const alone = set.solo.length === 1 && set.solo[0] === tail;
  return { ...set, solo: alone ? [] : [tail] };
}

/** Picks a run for comparison, or lets it go. */
export function toggleSelected(set: RunSet, id: string): RunSet {
  return { ...set, selected: toggled(set.selected, idTail(id)) };
}

/** Picks every run between the last one picked and `id`, in the order of the list. */
export function selectRange(set: RunSet, ids: readonly string[], id: string): RunSet {
  const last = set.selected.at(-1);
  const from = ids.findIndex((each) => idTail(each) === last);
  const to = ids.indexOf(id);
  if (from < 0 || to < 0) return toggleSelected(set, id);
  const between = ids.slice(Math.min(from, to), Math.max(from, to) + 1).map(idTail);
  return { ...set, selected: [...new Set([...between, ...set.selected])] };
}

function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}
