import { createHash } from 'node:crypto';

const windowMs = 60_000;
const mostWrong = 10;
const mostAddresses = 10_000;

export interface FailureLimit {
  /** Whether this address has shown too many different wrong secrets in the last minute. */
  blocked: (address: string, now: number) => boolean;
  /** Notes a wrong secret. The same one again counts once: a client with an old token is no attacker. */
  failed: (address: string, secret: string, now: number) => void;
}

/** Slows down whoever tries secrets. Pure but for what it remembers: at most 10,000 addresses. */
export function makeFailureLimit(): FailureLimit {
  const wrong = new Map<string, Map<string, number>>();
  const recent = (address: string, now: number): Map<string, number> => {
    const seen = wrong.get(address) ?? new Map<string, number>();
    for (const [digest, at] of seen) if (at <= now - windowMs) seen.delete(digest);
    return seen;
  };
  return {
    blocked: (address, now) => recent(address, now).size >= mostWrong,
    failed(address, secret, now) {
      const seen = recent(address, now);
      seen.set(createHash('sha256').update(secret).digest('base64'), now);
      wrong.delete(address);
      wrong.set(address, seen);
      const oldest = wrong.keys().next().value;
      if (wrong.size > mostAddresses && oldest !== undefined) wrong.delete(oldest);
    },
  };
}

const slotKey = Symbol.for('traza.failureLimit');
const slots = globalThis as typeof globalThis & { [slotKey]?: FailureLimit };

/** The limit of this process, shared by the front door and the sign-in route. */
export function failureLimit(): FailureLimit {
  slots[slotKey] ??= makeFailureLimit();
  return slots[slotKey];
}
