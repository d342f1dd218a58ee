import i18next from 'i18next';
import { ApiError, readAnswer } from './answer.ts';
import { takeEarly } from './early-answers.ts';
import { freshToken, refresh, session } from './session.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Headers = Readonly<Record<string, string>>;

/** One call of the REST API below /api/v1, signed in (waits until that is known); renews the access token silently, once. */
export async function call<T>(method: Method, path: string, body?: object, headers?: Headers): Promise<T> {
  await freshToken();
  try {
    return await send<T>(method, path, body, headers);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || !(await refresh())) throw error;
    return send<T>(method, path, body, headers);
  }
}

/** Puts a file as it is. */
export async function putFile(path: string, file: Blob): Promise<void> {
  await freshToken();
  let response = await request('PUT', path, file);
  if (response.status === 401 && (await refresh())) response = await request('PUT', path, file);
  await readAnswer(response);
}

/** A file, with the name the server gives it. */
export async function callForFile(path: string): Promise<{ readonly name: string; readonly content: Blob }> {
  await freshToken();
  let response = await request('GET', path);
  if (response.status === 401 && (await refresh())) response = await request('GET', path);
  if (!response.ok) await readAnswer(response);
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return { name: decodeURIComponent(name ?? 'canh-thon'), content: await response.blob() };
}

/** A call that needs no sign-in (acknowledge links). */
export function callOpenly<T>(method: Method, path: string, body?: object): Promise<T> {
  return send<T>(method, path, body);
}

/** `{q: 'pole', health: undefined}` → `?q=pole`. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

async function send<T>(method: Method, path: string, body?: object, headers: Headers = {}): Promise<T> {
  return readAnswer<T>(await request(method, path, body, headers));
}

async function request(method: Method, path: string, body?: object, headers: Headers = {}): Promise<Response> {
  const early = method === 'GET' ? await takeEarly(path) : null;
  if (early?.ok) return early;
  const token = session.token();
  return fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      'accept-language': i18next.language,
      ...headers,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
  });
}
