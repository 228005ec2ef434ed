/** Text as a LIKE pattern that means itself: Prisma's contains and startsWith pass wildcards through. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`);
}
