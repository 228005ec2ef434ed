import type { Sql } from '../../db/sql.ts';
import { emptyOf } from '../../filter/sql/keyset.ts';
import type { OrderTerm, Term } from '../../filter/tree.ts';
import { type Phase, phasesOf } from '../search/walks.ts';
import { alongFigure, lacksFigure } from './figure-sql.ts';
import type { SortKey } from './table-order.ts';

/** A part of an order, as the search of runs has it, with conditions that no filter can say. */
export interface TablePhase extends Phase {
  conditions: Sql[];
}

/** The parts of an order, one after the other; figures of metrics are walked beside what the search of runs walks. */
export function tablePhases(keys: SortKey[], bounds: Term[]): TablePhase[] {
  return from(0, []);

  function from(start: number, conditions: Sql[]): TablePhase[] {
    const figureAt = keys.findIndex((key, index) => index >= start && key.figure);
    const end = figureAt < 0 ? keys.length : figureAt;
    const terms = keys.slice(start, end).flatMap((key): OrderTerm[] => (key.figure ? [] : [key.term]));
    return phasesOf(terms, bounds).flatMap((phase) => {
      const here: TablePhase = { ...phase, term: phase.term + start, conditions };
      return here.term === figureAt ? alongKey(here) : [here];
    });
  }

  /** Runs that lack all keys before: by the figure, then those without it by what follows. */
  function alongKey(before: TablePhase): TablePhase[] {
    const key = keys[before.term];
    if (!key?.figure) return [before];
    const { figure, descending } = key;
    const rest = from(before.term + 1, [...before.conditions, lacksFigure(figure)]);
    return [
      { ...before, fixed: [...before.fixed, 0], walks: [alongFigure(figure, descending)] },
      ...rest.map((phase) => ({
        ...phase,
        fixed: [...before.fixed, 2, emptyOf('number'), ...phase.fixed],
        requires: [...before.requires, ...phase.requires],
      })),
    ];
  }
}

/** One part for all: everything is sorted. */
export const sortedWhole: TablePhase[] = [
  { fixed: [], requires: [], walks: undefined, term: 0, implied: [], conditions: [] },
];
