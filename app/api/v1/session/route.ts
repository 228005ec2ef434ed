import { z } from 'zod';
import { identify } from '#lib/auth/identify.ts';
import { failureLimit } from '#lib/auth/limit-failures.ts';
import { sameSecret } from '#lib/auth/same-secret.ts';
import { issueSession, sessionCookie, sessionCookieName } from '#lib/auth/session-cookie.ts';
import { env } from '#lib/env.ts';
import { DomainError } from '#lib/errors.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { factsOf } from '#lib/http/request-facts.ts';

// /api/v1/session: public, because signing in is what it is for. It tells a stranger only that a token is needed.

export const GET = defineRoute({
  summary: 'Who am I',
  auth: 'public',
  answer: z.object({
    signedIn: z.boolean(),
    actor: z.string().nullable(),
    by: z.enum(['loopback', 'bearer', 'basic', 'session']).nullable(),
    tokenNeeded: z.boolean(),
  }),
  handler: ({ request, ctx }) => {
    const { token, port } = env();
    const facts = factsOf(request);
    const identity = facts ? facts.identity : identify(request.headers, { token, port }, ctx.now());
    return {
      signedIn: identity !== undefined,
      actor: identity?.actor ?? null,
      by: identity?.by ?? null,
      tokenNeeded: token !== undefined,
    };
  },
});

export const POST = defineRoute({
  summary: 'Sign in with the token; the answer sets a cookie',
  auth: 'public',
  body: z.object({ token: z.string().min(1).max(1000) }),
  answer: { status: 204 },
  limits: { bodyBytes: 4096 },
  handler: ({ body, ctx, request, responseHeaders }) => {
    const { token, port } = env();
    const facts = factsOf(request);
    const address = facts?.address ?? '';
    const now = ctx.now();
    if (token === undefined) return undefined;
    if (failureLimit().blocked(address, now.getTime())) {
      throw new DomainError('TOO_MANY_REQUESTS', 'Too many wrong tokens came from your address.', {
        hint: 'Wait a minute, then try again.',
      });
    }
    if (!sameSecret(body.token, token)) {
      failureLimit().failed(address, body.token, now.getTime());
      throw new DomainError('UNAUTHENTICATED', 'This is not the token of this server.', {
        fields: [{ path: 'token', message: 'does not match TRAZA_TOKEN' }],
      });
    }
    const session = issueSession(token, now);
    responseHeaders.set(
      'set-cookie',
      sessionCookie(sessionCookieName(port), session.value, {
        maxAgeSeconds: session.maxAgeSeconds,
        secure: facts?.secure ?? false,
      }),
    );
    return undefined;
  },
});

export const DELETE = defineRoute({
  summary: 'Sign out; the answer clears the cookie',
  auth: 'public',
  answer: { status: 204 },
  handler: ({ request, responseHeaders }) => {
    responseHeaders.set(
      'set-cookie',
      sessionCookie(sessionCookieName(env().port), '', { maxAgeSeconds: 0, secure: factsOf(request)?.secure ?? false }),
    );
    return undefined;
  },
});
