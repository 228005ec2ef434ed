import { sameSecret } from './same-secret.ts';
import { checkSession, sessionCookieName } from './session-cookie.ts';

/** Who asks. Until accounts come there is one owner. */
export interface Identity {
  actor: string;
  /** How it was proved; a cookie travels by itself, so cookie requests are checked against forgery. */
  by: 'loopback' | 'bearer' | 'basic' | 'session';
}

export interface AuthSettings {
  token: string | undefined;
  port: number;
}

/** What a request presented as proof. */
export type Credential = { by: 'bearer' | 'basic' | 'session'; secret: string };

function cookieValue(header: string | null, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** The proof in the headers, if any. The Authorization header is looked at first: who sends it means it. */
export function credentialOf(headers: Headers, port: number): Credential | undefined {
  const authorization = headers.get('authorization');
  if (authorization) {
    const given = authorization.trim();
    const space = given.indexOf(' ');
    const scheme = space < 0 ? given : given.slice(0, space);
    const value = space < 0 ? '' : given.slice(space + 1).trim();
    if (scheme.toLowerCase() === 'bearer') return { by: 'bearer', secret: value };
    if (scheme.toLowerCase() === 'basic') {
      const pair = Buffer.from(value, 'base64').toString('utf8');
      const colon = pair.indexOf(':');
      return { by: 'basic', secret: colon < 0 ? '' : pair.slice(colon + 1) };
    }
    return { by: 'bearer', secret: '' };
  }
  const session = cookieValue(headers.get('cookie'), sessionCookieName(port));
  return session === undefined ? undefined : { by: 'session', secret: session };
}

/** Who asks, or undefined. Without a token the server listens on loopback only, and whoever asks is the owner. */
export function identify(headers: Headers, settings: AuthSettings, now: Date = new Date()): Identity | undefined {
  const { token, port } = settings;
  if (!token) return { actor: 'owner', by: 'loopback' };
  const credential = credentialOf(headers, port);
  if (!credential) return undefined;
  const proved =
    credential.by === 'session' ? checkSession(token, credential.secret, now) : sameSecret(credential.secret, token);
  return proved ? { actor: 'owner', by: credential.by } : undefined;
}
