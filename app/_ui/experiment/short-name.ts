const most = 300;

/** A name as rows and labels say it: it may have thousands of letters. */
export function shortName(name: string): string {
  return name.length <= most ? name : `${name.slice(0, most)}…`;
}
