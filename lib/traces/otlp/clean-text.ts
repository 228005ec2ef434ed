/** A text of a foreign client as a text column can hold it: NUL and half surrogate pairs become U+FFFD. Pure. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}
