const key = 'traza-reloaded';

/** Whether a script of the page could not be loaded: after an upgrade the server has others. */
export function isChunkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'ChunkLoadError' ||
    /(Loading|Failed to load) (CSS )?chunk|dynamically imported module|Importing a module script failed/i.test(
      error.message,
    )
  );
}

/** Whether this tab has reloaded for the reason already. */
export function hasReloaded(reason: string): boolean {
  try {
    return sessionStorage.getItem(key)?.split('\n').includes(reason) ?? false;
  } catch {
    // Without storage nothing would end a loop.
    return true;
  }
}

/**
 * Reloads the page, once for each reason in a tab, and only while the server answers: a page that is out of date is
 * worth more than the browser's page of an error.
 * @returns false where it did not
 */
export async function reloadOnce(reason: string): Promise<boolean> {
  if (hasReloaded(reason)) return false;
  const answers = await fetch('/healthz', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!answers || hasReloaded(reason)) return false;
  const before = sessionStorage.getItem(key);
  sessionStorage.setItem(key, before ? `${before}\n${reason}` : reason);
  window.location.reload();
  return true;
}

/** A page that works may reload for a missing script again later. */
export function forgetReload(reason: string): void {
  try {
    const rest = (sessionStorage.getItem(key) ?? '').split('\n').filter((one) => one !== reason && one !== '');
    if (rest.length > 0) sessionStorage.setItem(key, rest.join('\n'));
    else sessionStorage.removeItem(key);
  } catch {
    // Nothing was remembered.
  }
}
