/** Colours of runs that somebody looks at: `safe` ones can be told apart by colour-blind eyes. */
export type PaletteName = 'usual' | 'safe';

export const paletteCookie = 'traza-palette';

/** Reads the cookie's value; anything unknown is `usual`. */
export function parsePalette(value: string | undefined): PaletteName {
  return value === 'safe' ? 'safe' : 'usual';
}

/** Shows the colours at once and keeps them for a year, as a cookie, so that the server paints them. */
export function choosePalette(name: PaletteName): void {
  document.documentElement.dataset.palette = name;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store interface is not in every browser yet
  document.cookie = `${paletteCookie}=${name}; path=/; max-age=31536000; samesite=lax${secure}`;
}

/** The colours on screen. */
export function shownPalette(): PaletteName {
  return parsePalette(document.documentElement.dataset.palette);
}
