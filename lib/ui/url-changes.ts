const changed = 'traza:url';

/** Hears of changes of the page's address: the browser's back and forward, and replaceUrl. For useSyncExternalStore. */
export function subscribeToUrl(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(changed, listener);
  };
}

/** Puts another address into the current entry of the history, and tells who listens. */
export function replaceUrl(url: URL): void {
  window.history.replaceState(window.history.state, '', url);
  window.dispatchEvent(new Event(changed));
}
