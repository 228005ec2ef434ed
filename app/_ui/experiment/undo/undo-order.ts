/** Something whose changes are taken back one by one. Each answers false where there is none. */
export interface UndoStack {
  undo: () => boolean;
  redo: () => boolean;
}

/** The changes of a page in the order in which they were made, whatever keeps them: its address, or a dashboard. */
export interface UndoOrder {
  /** A change was made that `stack` can take back. */
  record: (stack: UndoStack) => void;
  undo: () => void;
  redo: () => void;
}

const mostSteps = 200;

export function createUndoOrder(): UndoOrder {
  let past: UndoStack[] = [];
  let future: UndoStack[] = [];
  // A stack may have forgotten a step: then the one before it is meant.
  const step = (from: UndoStack[], way: keyof UndoStack): UndoStack | undefined => {
    for (let stack = from.pop(); stack; stack = from.pop()) if (stack[way]()) return stack;
    return undefined;
  };
  return {
    record(stack) {
      past = [...past, stack].slice(-mostSteps);
      future = [];
    },
    undo() {
      const undone = step(past, 'undo');
      if (undone) future.push(undone);
    },
    redo() {
      const redone = step(future, 'redo');
      if (redone) past.push(redone);
    },
  };
}
