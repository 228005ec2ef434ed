import type { Dashboard, DashboardPanel } from '#lib/dashboards/schema.ts';

export type Panels = readonly DashboardPanel[];

/**
 * 'waiting': changed, and saved in a moment; 'failed': it will be tried again with the next change, or when asked;
 * 'conflict': somebody has saved others from the same revision; 'gone': the dashboard was deleted.
 */
export type Saving = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict' | 'gone';

export interface BoardState {
  panels: Panels;
  saving: Saving;
  /** Why it failed. */
  error: Error | undefined;
  /** What somebody else has saved, in a conflict. */
  theirs: Dashboard | undefined;
}

/** The world around a store; tests have their own. */
export interface BoardEffects {
  /** @param leaving the page goes away: the request must outlive it */
  save: (panels: Panels, revision: number, leaving: boolean) => Promise<Dashboard>;
  /** As it is saved now. */
  load: () => Promise<Dashboard>;
  /** Calls `then` in a moment. @returns what takes that back */
  wait: (then: () => void) => () => void;
  now: () => number;
  /** The code of an error that the API answered. */
  codeOf: (error: unknown) => string | undefined;
}

const mostSteps = 50;
/** A corner that is drawn and a text that is typed change many times on their way. */
const onTheWayMs = 1_000;

/**
 * The panels of a dashboard while somebody works on it. They are saved by themselves, one request at a time, each from
 * the revision before; what was not saved stays here, whatever happens to the dashboard elsewhere.
 */
export class BoardStore {
  #state: BoardState;
  #revision: number;
  #past: Panels[] = [];
  #future: Panels[] = [];
  #last = { what: '', at: Number.NEGATIVE_INFINITY };
  /** Something is shown that no request has saved, nor the one under way carries. */
  #dirty = false;
  #heard: Dashboard | undefined;
  #cancel: (() => void) | undefined;
  readonly #effects: BoardEffects;
  readonly #listeners = new Set<() => void>();

  constructor(board: Dashboard, effects: BoardEffects) {
    this.#effects = effects;
    this.#revision = board.revision;
    this.#state = { panels: board.panels, saving: 'saved', error: undefined, theirs: undefined };
  }

  readonly getState = (): BoardState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Whether something is here that is nowhere else. */
  get unsaved(): boolean {
    return this.#state.saving !== 'saved';
  }

  /**
   * Shows other panels and saves them.
   * @param what the same word for what a person does in many small steps: they are taken back as one
   * @returns whether it is a step of its own
   */
  change(panels: Panels, what = ''): boolean {
    if (panels === this.#state.panels) return false;
    const now = this.#effects.now();
    const onTheWay = what !== '' && this.#last.what === what && now - this.#last.at < onTheWayMs;
    this.#last = { what, at: now };
    if (!onTheWay) this.#past = [...this.#past, this.#state.panels].slice(-mostSteps);
    this.#future = [];
    this.#show(panels);
    return !onTheWay;
  }

  /** Takes the last change back. @returns false where there is none */
  undo(): boolean {
    const before = this.#past.pop();
    if (!before) return false;
    this.#future.push(this.#state.panels);
    this.#show(before);
    return true;
  }

  /** Makes the change again that was taken back last. @returns false where there is none */
  redo(): boolean {
    const after = this.#future.pop();
    if (!after) return false;
    this.#past.push(this.#state.panels);
    this.#show(after);
    return true;
  }

  /** Hears what the dashboard is now, from whoever saved it. */
  hear(board: Dashboard): void {
    if (board.revision <= this.#revision) return;
    // It may be what the request under way has saved: its answer tells.
    if (this.#state.saving === 'saving') this.#heard = board;
    else if (this.#dirty) this.#set({ saving: 'conflict', theirs: board });
    else this.#adopt(board);
  }

  /** Hears that the dashboard was deleted. What is shown stays. */
  lose(): void {
    this.#cancel?.();
    this.#set({ saving: 'gone' });
  }

  /** Saves at once what waits, or what could not be saved. */
  flush(leaving = false): void {
    if (this.#state.saving === 'waiting' || this.#state.saving === 'failed') void this.#save(leaving);
  }

  /** Lets go what was changed here: shows what the other has saved. */
  takeTheirs(): void {
    const { theirs } = this.#state;
    if (theirs) this.#adopt(theirs);
  }

  /** Saves what is shown here over what the other has saved. */
  writeOver(): void {
    const { theirs } = this.#state;
    if (!theirs) return;
    this.#revision = theirs.revision;
    this.#set({ theirs: undefined });
    void this.#save(false);
  }

  #show(panels: Panels): void {
    this.#dirty = true;
    this.#set({ panels });
    const { saving } = this.#state;
    // Whoever must decide first, or is saving, saves what is here then.
    if (saving === 'conflict' || saving === 'gone' || saving === 'saving') return;
    this.#set({ saving: 'waiting' });
    this.#cancel?.();
    this.#cancel = this.#effects.wait(() => void this.#save(false));
  }

  async #save(leaving: boolean): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#dirty = false;
    this.#set({ saving: 'saving', error: undefined });
    try {
      const { revision } = await this.#effects.save(this.#state.panels, this.#revision, leaving);
      this.#revision = revision;
      this.#set({ saving: 'saved' });
      const heard = this.#heard;
      this.#heard = undefined;
      if (this.#dirty) this.#show(this.#state.panels);
      if (heard) this.hear(heard);
    } catch (error) {
      this.#heard = undefined;
      await this.#refused(error);
    }
  }

  async #refused(error: unknown): Promise<void> {
    this.#dirty = true;
    const code = this.#effects.codeOf(error);
    if (code === 'NOT_FOUND') return this.#set({ saving: 'gone' });
    if (code === 'CONFLICT') {
      try {
        // Who was first stands in the dashboard as it is now.
        return this.#set({ theirs: await this.#effects.load(), saving: 'conflict' });
      } catch (second) {
        if (this.#effects.codeOf(second) === 'NOT_FOUND') return this.#set({ saving: 'gone' });
      }
    }
    this.#set({ saving: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }

  /** Steps of before would take back what somebody else has done. */
  #adopt(board: Dashboard): void {
    this.#cancel?.();
    this.#revision = board.revision;
    this.#past = [];
    this.#future = [];
    this.#dirty = false;
    this.#set({ panels: board.panels, saving: 'saved', error: undefined, theirs: undefined });
  }

  #set(part: Partial<BoardState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}
