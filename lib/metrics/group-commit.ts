import { type Append, appendBatch, type Outcome } from './append-batch.ts';

interface Waiting {
  append: Append;
  settle: PromiseWithResolvers<Outcome>;
}

/** Most points that one statement of a group takes. */
const mostPoints = 8_192;
/** Groups that may be under way at once: a second one only splits the first. */
const mostGroups = 1;

/**
 * Gathers small writes of all runs into one statement: while one group is being written, the next one fills. A call is
 * answered when its own points are durable.
 */
export class GroupCommit {
  #waiting: Waiting[] = [];
  #underWay = 0;

  add(append: Append): Promise<Outcome> {
    const settle = Promise.withResolvers<Outcome>();
    this.#waiting.push({ append, settle });
    if (this.#underWay < mostGroups) void this.#writeAll();
    return settle.promise;
  }

  async #writeAll(): Promise<void> {
    this.#underWay += 1;
    // Requests that were read in the same turn of the event loop come into the first group too.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) await this.#write(this.#take());
    this.#underWay -= 1;
  }

  #take(): Waiting[] {
    let points = 0;
    let count = 0;
    for (const { append } of this.#waiting) {
      if (count > 0 && points + append.size > mostPoints) break;
      points += append.size;
      count += 1;
    }
    const group = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    return group;
  }

  async #write(group: Waiting[]): Promise<void> {
    try {
      const outcomes = await appendBatch(group.map((one) => one.append));
      for (const [index, { settle }] of group.entries()) settle.resolve(outcomes[index] ?? 'stale');
    } catch (error) {
      for (const { settle } of group) settle.reject(error);
    }
  }
}
