let before: Promise<void> | undefined;
let waiting = 0;

/**
 * Comes when it is a plot's turn to be made: the first at once, each other one after a frame was shown. Plots that have
 * their points at the same moment would be seen together, when the last of them is drawn.
 * @param isWanted asked when the turn comes: who left costs the next one no frame
 */
export function drawingTurn(isWanted: () => boolean): Promise<void> {
  const turn = before ?? Promise.resolve();
  waiting += 1;
  before = turn
    .then(() => (isWanted() ? frameShown() : undefined))
    .then(() => {
      waiting -= 1;
      if (waiting === 0) before = undefined;
    });
  return turn;
}

/** A task behind the next frame; in a tab that nobody sees there are none. */
function frameShown(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });
}
