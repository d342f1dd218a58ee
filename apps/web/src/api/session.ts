import { ApiError, readAnswer } from './answer.ts';
import { leaveBrowser } from '../push/leave-browser.ts';
import { takeEarly } from './early-answers.ts';
import type { Me, Session } from './shapes.ts';

/**
 * Who is signed in. The access token lives in this module's memory only; the refresh token is an HttpOnly cookie that
 * scripts cannot read. One refresh runs at a time, across tabs too where the browser has locks: the server rotates
 * refresh tokens, and two tabs racing would sign each other out.
 */
export type SessionState = 'starting' | 'out' | 'in';

let state: SessionState = 'starting';
let accessToken: string | null = null;
let user: Me | null = null;
let expiresAt = 0;
let refreshing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

export const session = {
  subscribe(this: void, listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  state: (): SessionState => state,
  token: (): string | null => accessToken,
  /** Who it was when the token was given. */
  user: (): Me | null => user,
  /** True when the token ends within half a minute: better renewed before the next call than after a refusal. */
  nearlyOver: (): boolean => accessToken !== null && expiresAt - performance.now() < 30_000,
};

export async function signIn(email: string, password: string, language: string): Promise<void> {
  keep(await post<Session>('/api/v1/auth/login', { email, password }, language));
}

/** Gets a new access token by the cookie. False: nobody is signed in any more. Throws when the server cannot be reached. */
export function refresh(): Promise<boolean> {
  refreshing ??= exclusively(renew).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** A token that is good for the next call, once it is known who is signed in; null: nobody is. */
export async function freshToken(): Promise<string | null> {
  if (state === 'starting' || session.nearlyOver()) await refresh();
  return accessToken;
}

export async function signOut(): Promise<void> {
  // The next person at this phone is not told what this one was.
  void leaveBrowser().catch(reportError);
  try {
    await post('/api/v1/auth/logout', {}, 'vi');
  } finally {
    forget();
  }
}

async function renew(): Promise<boolean> {
  try {
    const early = await takeEarly('/auth/refresh');
    keep(await (early === null ? post<Session>('/api/v1/auth/refresh', {}, 'vi') : readAnswer<Session>(early)));
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
    forget();
    return false;
  }
}

function exclusively<T>(work: () => Promise<T>): Promise<T> {
  // Browsers offer locks on https and localhost only.
  return 'locks' in navigator ? navigator.locks.request('canh-thon-refresh', work) : work();
}

function keep(given: Session): void {
  accessToken = given.accessToken;
  user = given.user;
  expiresAt = performance.now() + given.expiresIn * 1000;
  change('in');
}

function forget(): void {
  accessToken = null;
  user = null;
  change('out');
}

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

async function post<T>(path: string, body: object, language: string): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify(body),
  });
  return readAnswer<T>(response);
}
