const most = 500;

/** A text as it is shown on hover: names may have thousands of letters. */
export function shortTitle(text: string): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
