import type { Page } from '@playwright/test';
import type { PanelLook } from '../measure-panels.ts';

/** How a person uses the pages of one of the two sides: what is done and looked at differs, what is asked does not. */
export interface SideUi {
  /** Paths of the pages of an experiment. */
  table: (experimentId: string) => string;
  charts: (experimentId: string) => string;
  /** The links that name the runs of the table. */
  row: string;
  filter: Asking;
  sort: Asking;
  panels: PanelLook;
  /** How many runs the table has without another click. */
  countRuns: (page: Page) => Promise<number>;
  /** How many points the first panel draws. */
  countPoints: (page: Page) => Promise<number>;
}

interface Asking {
  /** The event that ends the asking in the page: the last key, or the last click. */
  event: 'input' | 'keydown' | 'click';
  /** What comes before it. */
  prepare?: (page: Page, asked: string) => Promise<void>;
  act: (page: Page, asked: string) => Promise<void>;
}
