'use client';

import { type FormEvent, useState } from 'react';
import { ApiError, apiErrorFrom } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { Input } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';

async function signIn(token: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  } catch (cause) {
    throw new ApiError(text.error.unreachable, { code: 'UNREACHABLE', status: 0, cause });
  }
  if (!response.ok) throw apiErrorFrom({ status: response.status, body: await response.text() });
}

/** Asks for the token and goes on to `next`, a path of this server. */
export function SignInForm({ next }: { next: string }) {
  const [token, setToken] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await signIn(token.trim());
      // A whole load, not a client route: the pages behind were never fetched with this cookie.
      // A link printed by MLflow's client has its place in the fragment, which the server never sees.
      window.location.assign(next + window.location.hash);
    } catch (failure) {
      setError(failure instanceof ApiError && failure.code !== 'UNAUTHENTICATED' ? failure.message : text.signIn.wrong);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit}>
      <Input
        label={text.signIn.token}
        type="password"
        name="token"
        autoComplete="current-password"
        autoFocus
        required
        value={token}
        error={error}
        onChange={(event) => setToken(event.target.value)}
      />
      <Button type="submit" look="primary" busy={busy}>
        {text.signIn.submit}
      </Button>
    </form>
  );
}
