const slotKey = Symbol.for('traza.build');
const slots = globalThis as typeof globalThis & { [slotKey]?: string };

/** Whoever starts the pages says which build they are. */
export function setBuildId(id: string): void {
  slots[slotKey] = id;
}

/** The build of the pages that this process draws; undefined while they are developed, when they reload by themselves. */
export function buildId(): string | undefined {
  return slots[slotKey];
}
