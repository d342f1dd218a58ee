import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.ts';

export type CanhThon = Client<paths>;
/** Shapes by name: `Schemas['NewDevice']`. */
export type Schemas = components['schemas'];

/** A key (`X-Api-Key`), or an access token that is asked for before each call, so that it may be renewed. */
export type Credentials =
  { readonly apiKey: string } | { readonly accessToken: () => Promise<string | null> | string | null };

export interface CanhThonOptions {
  /** `https://canhthon.example.org`; empty: the page's own server. */
  readonly origin: string;
  readonly credentials?: Credentials;
  /** Of messages. */
  readonly language?: () => string;
  /** Another `fetch`: with deadlines, a pool of connections, a proxy. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** `client.GET('/api/v1/devices/{id}', { params: { path: { id } } })` answers `{ data, error, response }`; see {@link take}. */
export function canhThon({ origin, credentials, language, fetch }: CanhThonOptions): CanhThon {
  const client = createClient<paths>({ baseUrl: origin, ...(fetch && { fetch }) });
  client.use({
    async onRequest({ request }) {
      if (language) request.headers.set('accept-language', language());
      if (credentials === undefined || request.headers.has('authorization')) return request;
      if ('apiKey' in credentials) request.headers.set('x-api-key', credentials.apiKey);
      else {
        const token = await credentials.accessToken();
        if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
      }
      return request;
    },
  });
  return client;
}
