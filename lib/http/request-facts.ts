import type { Identity } from '../auth/identify.ts';

/** What the front door found out about a request before a route saw it. */
export interface RequestFacts {
  requestId: string;
  /** undefined: nobody is signed in. */
  identity: Identity | undefined;
  /** The other end's address. */
  address: string;
  /** https at this server or at the proxy in front of it. */
  secure: boolean;
  /** The project in the address, /p/<slug>/api; undefined when it names none. */
  project: string | undefined;
}

const facts = new WeakMap<Request, RequestFacts>();

/** Only the front door calls this. Headers cannot forge it: it hangs on the object. */
export function stateFacts(request: Request, known: RequestFacts): void {
  facts.set(request, known);
}

/** undefined when the request came in another way (Next's own door, a test). */
export function factsOf(request: Request): RequestFacts | undefined {
  return facts.get(request);
}
