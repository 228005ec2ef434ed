import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';

/** The runs that a panel draws: the run set of the page that it stands on. */
export interface PanelRuns {
  experimentId: number;
  /** Runs shown (eyes open) with name and colour, in the order of the table; at most a few hundred. */
  shown: readonly { id: string; name: string; color: string }[];
  /** The filter of the page's run set and its archived switch, for panels that read more runs than are shown. */
  filter: string;
  archived: boolean;
  /** Opens a run, and highlights one everywhere (undefined: none). */
  open(runId: string): void;
  highlight?(runId: string | undefined): void;
  /** Narrows the run set of the page to those that fit this filter too; undefined where the page has no search. */
  filterTo?(filter: string): void;
}

export interface PanelViewProps<Settings> {
  /** Of the panel: what it keeps in the address is told apart by it. */
  id: string;
  runs: PanelRuns;
  settings: Settings;
  /** Pixels that there are for what is drawn, without the head of the panel. The width is that of the element around. */
  height: number;
  onSettings(next: Settings): void;
}

export interface PanelFormProps<Settings> {
  runs: PanelRuns;
  settings: Settings;
  onChange(next: Settings): void;
}

/** What a panel draws and how; its settings are kept as JSON in a dashboard, at most 16 KB. */
export interface PanelKind<Settings> {
  /** Stored with each panel: never renamed. */
  id: string;
  title(): string;
  /** One sentence under the title where a panel is added. */
  lead(): string;
  icon: LucideIcon;
  /** How a new panel begins, in columns of twelve and rows of 40 pixels; undefined: 6 by 7. */
  size?: { w: number; h: number };
  /** Settings from stored JSON: anything missing or wrong becomes its default (`storedSettings` helps). */
  read(stored: unknown): Settings;
  /**
   * What the head of a panel says, where nobody gave it a title; undefined or empty: the title of the kind.
   * @param primary the metric that ranks the runs now
   */
  titleOf?(settings: Settings, primary: string | undefined): string | undefined;
  /** It needs no head over it: unless somebody gave it a title, its actions are there only while it is in use. */
  quiet?: boolean;
  /**
   * `lazy(() => import(...))`: loaded when first drawn. The frame around has the title and a head: it waits for the view,
   * catches what it throws, and shows there what the view puts into `InPanelHead` (lib/ui/panel-head.tsx), as its exports.
   */
  View: ComponentType<PanelViewProps<Settings>>;
  /** The form in the dialog "edit panel", lazy too; undefined when the view has its own controls. */
  Form?: ComponentType<PanelFormProps<Settings>>;
}

/** A kind whose settings only it can read: the frame takes them from `read` and hands them to `View` and `Form`. */
export type AnyPanelKind = PanelKind<unknown>;

/** Enters a kind among the others. */
export function anyKind<Settings>(kind: PanelKind<Settings>): AnyPanelKind {
  // Sound, because the frame gives a kind no settings but those that the kind itself has read.
  return kind as unknown as AnyPanelKind;
}
