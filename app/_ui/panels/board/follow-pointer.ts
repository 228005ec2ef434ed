const nearEdge = 48;
const stepAtEdge = 14;

/**
 * Follows the pointer from a press on until it is let go; Esc gives up. Near its upper and lower edge the scroller goes on.
 * @param move where it is, in pixels of the window
 * @param end whether it was let go, or given up
 * @returns what gives up at once
 */
export function followPointer(
  scroller: Element | null,
  move: (at: { x: number; y: number }) => void,
  end: (letGo: boolean) => void,
): () => void {
  let at: { x: number; y: number } | undefined;
  let frame = 0;
  const scroll = () => {
    frame = requestAnimationFrame(scroll);
    if (!scroller || !at) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const step = at.y < top + nearEdge ? -stepAtEdge : at.y > bottom - nearEdge ? stepAtEdge : 0;
    if (step === 0) return;
    scroller.scrollTop += step;
    move(at);
  };
  frame = requestAnimationFrame(scroll);
  const finish = (letGo: boolean) => {
    cancelAnimationFrame(frame);
    controller.abort();
    end(letGo);
  };
  const controller = new AbortController();
  const options = { signal: controller.signal, capture: true };
  window.addEventListener(
    'pointermove',
    (event) => {
      at = { x: event.clientX, y: event.clientY };
      move(at);
    },
    options,
  );
  window.addEventListener('pointerup', () => finish(true), options);
  window.addEventListener('pointercancel', () => finish(false), options);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      finish(false);
    },
    options,
  );
  return () => finish(false);
}
