/**
 * Runs before everything else, while the product itself is still on its way to the phone: asks who is signed in and, for
 * the phone's list, what is broken. A file of its own (build/early-start.ts), so it may import only types.
 */
import type { Session } from '#libs/contracts';

declare global {
  /** Calls that were begun early, by path below /api/v1; each is taken once (api/early-answers.ts). */
  var canhThonEarly: Map<string, Promise<Response>> | undefined;
}

const ask = (path: string, init: RequestInit): Promise<Response> =>
  fetch(`/api/v1${path}`, { credentials: 'same-origin', ...init });

const refresh = (): Promise<Response> =>
  ask('/auth/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'vi' },
    body: '{}',
  });

async function withToken(session: Promise<Response>, path: string): Promise<Response> {
  const answer = (await session).clone();
  // Nobody is signed in: the list is asked for later, by whoever signs in.
  if (!answer.ok) throw new Error('signed out');
  const { accessToken } = (await answer.json()) as Session;
  return ask(path, { headers: { authorization: `Bearer ${accessToken}` } });
}

/**
 * What the first screen behind an address asks for, exactly as near/near.tsx and map/health-map.tsx ask; asked for in
 * vain when they ask otherwise.
 */
const FIRST_ASKED: Readonly<Record<string, readonly string[]>> = {
  '/': ['/incidents?state=unresolved&limit=20'],
  '/near': ['/incidents?state=unresolved&limit=20'],
  '/map': ['/map/extent', '/map/base'],
};

const withoutLogin = /^\/[ad]\//.test(location.pathname);
if (!withoutLogin) {
  // Without the lock of api/session.ts, which a busy start grants late: of two tabs that ask at once both are answered.
  const session = refresh();
  const begun = new Map([['/auth/refresh', session]]);
  for (const path of location.search === '' ? (FIRST_ASKED[location.pathname] ?? []) : [])
    begun.set(path, withToken(session, path));
  // Whoever takes an answer hears of its failure; one that nobody takes must not be reported as unhandled.
  for (const answer of begun.values()) answer.catch(() => undefined);
  globalThis.canhThonEarly = begun;
}

export {};
