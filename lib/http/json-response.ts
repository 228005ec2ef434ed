// The front door writes these texts directly; reading a Response's stream back costs more than the rest of a small answer.
const slotKey = Symbol.for('traza.plainBodies');
const slots = globalThis as typeof globalThis & { [slotKey]?: WeakMap<Response, string> };
slots[slotKey] ??= new WeakMap();
const plainBodies = slots[slotKey];
const jsonHeaders = { 'content-type': 'application/json' };

/** A JSON answer. @throws TypeError for values JSON cannot hold (bigint) */
export function jsonResponse(
  value: unknown,
  init: { status?: number; headers?: Record<string, string> | Headers } = {},
): Response {
  return textResponse(JSON.stringify(value), init);
}

/** An answer whose whole text is known; `application/json` unless the headers say otherwise. */
export function textResponse(
  text: string,
  init: { status?: number; headers?: Record<string, string> | Headers } = {},
): Response {
  const { status = 200, headers } = init;
  const response = new Response(text, { status, headers: headers ?? jsonHeaders });
  // Response itself says text/plain where its headers say nothing.
  if (headers && !(headers instanceof Headers ? headers.has('content-type') : 'content-type' in headers)) {
    response.headers.set('content-type', 'application/json');
  }
  plainBodies.set(response, text);
  return response;
}

/** The text of an answer made here, when nobody has wrapped it since. */
export function plainBody(response: Response): string | undefined {
  return plainBodies.get(response);
}
