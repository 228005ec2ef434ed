import { isGroupable, parseColumn } from '#lib/runs/table/column.ts';
import { packIds, unpackIds } from './pack-ids.ts';

/** Which runs of an experiment are looked at, and how: the whole state of the page, kept in its address. */
export interface RunSet {
  tab: 'charts' | 'table' | 'compare' | 'boards';
  /** Id of the dashboard that is looked at. */
  board: string | undefined;
  /** What was typed: part of a name, /a regular expression/ over names, or a filter such as `lr > 0.01 and loss < 1`. */
  q: string;
  /** Keys of the order, the first counts most: a column's name, with a leading `-` the greatest first. */
  sort: string[];
  /** Names of the columns of the table behind the name; undefined: those that the page chooses. */
  columns: string[] | undefined;
  /** Runs taken out of the charts, by the tails of their ids. */
  hidden: string[];
  /** When set, only these are drawn. */
  solo: string[];
  /** Ids of the runs picked for comparison. */
  selected: string[];
  /** Ids of the runs that stay on top of lists, whatever is searched for. */
  pinned: string[];
  /** The run that the others are compared with. */
  base: string | undefined;
  /** Runs that were taken out of lists, and no others. */
  archived: boolean;
  /** Names of what runs must share to be one group; none: each run stands by itself. */
  group: string[];
  /** Runs stand below those that they are part of; not where they are grouped. */
  tree: boolean;
  /** Groups and runs whose runs are shown below them, by the tails of their ids. */
  open: string[];
}

/** What single rows show and change of it. */
export type RowSet = Pick<RunSet, 'hidden' | 'solo' | 'selected' | 'pinned' | 'base' | 'group' | 'tree' | 'open'>;

/** By when a run began; one that has not counts from when it was made. */
export const newestFirst = '-started';
/** Runs of the list that the charts draw. */
export const mostCharted = 50;
const tailLength = 8;
export const mostGroupKeys = 5;
/** Runs that are picked one by one: what an address can hold. More are picked as all that match. */
export const mostSelected = 500;
/** Runs that stay on top: beyond them there would be no room for the others. */
export const mostPinned = 10;

/** Ids are ordered by time, so their tails tell them apart; an address with fifty whole ids could not be sent on. */
export function idTail(id: string): string {
  return id.slice(-tailLength);
}

/** Names of the address that belong to the set. */
export const runSetNames = [
  'tab',
  'board',
  'q',
  'sort',
  'cols',
  'hide',
  'solo',
  'sel',
  'pin',
  'base',
  'archived',
  'group',
  'tree',
  'open',
] as const;

/** Reads the state from an address; what does not parse falls back to the default. */
export function readRunSet(search: URLSearchParams): RunSet {
  const tab = search.get('tab');
  const sort = readNames(search.get('sort'));
  return {
    tab: tab === 'table' || tab === 'compare' || tab === 'boards' ? tab : 'charts',
    board: idsOf(search.get('board'), 32)[0],
    q: search.get('q') ?? '',
    sort: sort.length > 0 ? sort : [newestFirst],
    columns: search.has('cols') ? readNames(search.get('cols')) : undefined,
    hidden: idsOf(search.get('hide'), tailLength),
    solo: idsOf(search.get('solo'), tailLength),
    selected: unpackIds(search.get('sel')).slice(0, mostSelected),
    pinned: unpackIds(search.get('pin')).slice(0, mostPinned),
    base: idsOf(search.get('base'), 32)[0],
    archived: search.get('archived') === 'true',
    group: readGroup(search.get('group')),
    tree: search.get('tree') === 'true',
    open: idsOf(search.get('open'), tailLength),
  };
}

/** The address of a state, without what is the default: `?tab=table&q=embed`, or an empty string. */
export function writeRunSet(set: RunSet): string {
  const search = new URLSearchParams();
  if (set.tab !== 'charts') search.set('tab', set.tab);
  if (set.board) search.set('board', set.board);
  if (set.q) search.set('q', set.q);
  if (set.sort.length !== 1 || set.sort[0] !== newestFirst) search.set('sort', writeNames(set.sort));
  if (set.columns) search.set('cols', writeNames(set.columns));
  if (set.hidden.length) search.set('hide', set.hidden.join('.'));
  if (set.solo.length) search.set('solo', set.solo.join('.'));
  if (set.selected.length) search.set('sel', packIds(set.selected));
  if (set.pinned.length) search.set('pin', packIds(set.pinned));
  if (set.base) search.set('base', set.base);
  if (set.archived) search.set('archived', 'true');
  if (set.group.length) search.set('group', writeNames(set.group));
  if (set.tree) search.set('tree', 'true');
  if (set.open.length) search.set('open', set.open.join('.'));
  const query = search.toString();
  return query ? `?${query}` : '';
}

/** Names one behind the other. Keys of metrics may hold anything, so what parts them is escaped within them. */
export function writeNames(names: readonly string[]): string {
  return names.map((name) => name.replaceAll('~', '~0').replaceAll(',', '~1')).join(',');
}

export function readNames(text: string | null): string[] {
  return (text ?? '').split(',').flatMap((name) => (name ? [name.replaceAll('~1', ',').replaceAll('~0', '~')] : []));
}

function readGroup(text: string | null): string[] {
  const fits = (name: string) => {
    const column = parseColumn(name);
    return column !== undefined && isGroupable(column);
  };
  return [...new Set(readNames(text).filter(fits))].slice(0, mostGroupKeys);
}

function idsOf(text: string | null, length: number): string[] {
  return (text ?? '').split('.').filter((part) => part.length === length && /^[0-9a-f]+$/.test(part));
}

/** Whether a run is drawn in the charts. */
export function isVisible(set: Pick<RunSet, 'hidden' | 'solo'>, id: string): boolean {
  const tail = idTail(id);
  return set.solo.length > 0 ? set.solo.includes(tail) : !set.hidden.includes(tail);
}

/** The eye: takes a run out of the charts or puts it back. While runs are drawn alone it changes that list. */
export function toggleVisible<Part extends Pick<RunSet, 'hidden' | 'solo'>>(set: Part, id: string): Part {
  const list = set.solo.length > 0 ? 'solo' : 'hidden';
  return { ...set, [list]: toggled(set[list], idTail(id)) };
}

/** Draws one run alone; done again, all come back. */
export function toggleSolo<Part extends Pick<RunSet, 'solo'>>(set: Part, id: string): Part {
  const tail = idTail(id);
  const alone = set.solo.length === 1 && set.solo[0] === tail;
  return { ...set, solo: alone ? [] : [tail] };
}

/** Picks a run for comparison, or lets it go. */
export function toggleSelected(set: RunSet, id: string): RunSet {
  return { ...set, selected: toggled(set.selected, id).slice(-mostSelected) };
}

/** Keeps runs on top, behind those that are there; done to some that all are there, it lets them go. */
export function togglePins<Part extends Pick<RunSet, 'pinned'>>(set: Part, ids: readonly string[]): Part {
  // Of more than there is room for, the last ones.
  const meant = ids.slice(-mostPinned);
  const others = set.pinned.filter((id) => !meant.includes(id));
  const are = meant.every((id) => set.pinned.includes(id));
  return { ...set, pinned: are ? others : [...others, ...meant].slice(-mostPinned) };
}

/** Compares the others with a run, or no longer. */
export function toggleBase<Part extends Pick<RunSet, 'base'>>(set: Part, id: string): Part {
  return { ...set, base: set.base === id ? undefined : id };
}

/** Picks runs beside those that are picked. The last of them counts as the last one picked. */
export function pickAlso(set: RunSet, ids: readonly string[]): RunSet {
  const others = set.selected.filter((id) => !ids.includes(id));
  return { ...set, selected: [...new Set([...others, ...ids])].slice(-mostSelected) };
}

/** Sorts by a column: the greatest first, then the least, then as before. With `more` it is added behind the others. */
export function sortBy(set: RunSet, name: string, more: boolean): RunSet {
  const others = more ? set.sort.filter((each) => each !== name && each !== `-${name}` && each !== newestFirst) : [];
  const next = set.sort.includes(`-${name}`) ? [name] : set.sort.includes(name) ? [] : [`-${name}`];
  const sort = [...others, ...next];
  return { ...set, sort: sort.length > 0 ? sort.slice(-5) : [newestFirst] };
}

/** Draws runs below those that they are part of, or all of them beside each other. */
export function toggleTree(set: RunSet): RunSet {
  return { ...set, tree: !set.tree, group: [], open: [] };
}

/** Shows the runs of a group or below a run, or takes them away. */
export function toggleOpen<Part extends Pick<RunSet, 'open'>>(set: Part, id: string): Part {
  return { ...set, open: toggled(set.open, idTail(id)) };
}

function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}
