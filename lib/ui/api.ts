'use client';

import { useCallback } from 'react';
import { ApiError, apiErrorFrom } from './api-error.ts';
import { projectPath, useNavigation } from './navigation.tsx';
import { text } from './text/text.ts';

export interface ApiInit extends Omit<RequestInit, 'body'> {
  /** Sent as JSON. Use `raw` for a file or form. */
  body?: unknown;
  raw?: BodyInit;
}

/**
 * Calls the API of a project: `apiFetch('flights', '/jobs')` asks `/p/flights/api/v1/jobs`. A creation gets an
 * Idempotency-Key of its own, so that a repeated send creates once.
 * @throws ApiError with code, message, hint, fields and request id; code UNREACHABLE when no answer came.
 */
export async function apiFetch<T>(project: string, path: string, { body, raw, ...init }: ApiInit = {}): Promise<T> {
  const response = await apiSend(project, path, { body, raw, ...init });
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** Like apiFetch, but hands over the answer itself: for binary columns, Arrow, streams. */
export async function apiSend(project: string, path: string, { body, raw, ...init }: ApiInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has('accept')) headers.set('accept', 'application/json');
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (init.method === 'POST' && !headers.has('idempotency-key')) headers.set('idempotency-key', newKey());
  let response: Response;
  try {
    response = await fetch(apiUrl(project, path), {
      ...init,
      headers,
      body: body === undefined ? raw : JSON.stringify(body),
    });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(text.error.unreachable, {
      code: 'UNREACHABLE',
      status: 0,
      hint: text.error.unreachableHint,
      cause,
    });
  }
  if (response.ok) return response;
  throw apiErrorFrom({
    status: response.status,
    body: await response.text(),
    requestId: response.headers.get('x-request-id') ?? undefined,
  });
}

/** The address of an API path in a project, for links and downloads. */
export function apiUrl(project: string, path: string): string {
  return `${projectPath(project, '/api/v1')}${path}`;
}

/** apiFetch bound to the project in the URL: `const api = useApi(); api('/jobs', { method: 'POST', body })`. */
export function useApi(): <T>(path: string, init?: ApiInit) => Promise<T> {
  const { project } = useNavigation();
  return useCallback(<T>(path: string, init?: ApiInit) => apiFetch<T>(project, path, init), [project]);
}

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
