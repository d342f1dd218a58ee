import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { explainListenError } from '#libs/runtime';

export interface Reply {
  readonly status: number;
  /** Page or JSON by its first sign; empty: no body. */
  readonly body?: string;
  readonly location?: string;
}

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const LARGEST_BODY_BYTES = 256 * 1024;

/** A small HTTP server on 127.0.0.1, for this computer only: other web pages in the same browser get nothing from it. */
export class PagesServer {
  readonly #server: Server;
  #port = 0;

  constructor(answer: (ask: Ask) => Promise<Reply>) {
    this.#server = createServer((request, response) => void this.#serve(request, response, answer));
  }

  /** @returns `http://127.0.0.1:<port>` */
  async start(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) => reject(explained(error, port)));
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.#port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    answer: (ask: Ask) => Promise<Reply>,
  ): Promise<void> {
    try {
      if (!this.#isFromHere(request))
        return send(response, { status: 403, body: '{"error":"not from this computer"}' });
      const body = await readBody(request);
      if (body === null) return send(response, { status: 413 });
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const ask = {
        method: request.method ?? 'GET',
        path: pathname,
        query: searchParams,
        headers: request.headers,
        body,
      };
      send(response, await answer(ask));
    } catch (error) {
      send(response, { status: 500, body: JSON.stringify({ error: String(error) }) });
    }
  }

  /** A name that was pointed at 127.0.0.1 (DNS rebinding) and a form on another site are both turned away. */
  #isFromHere({ headers, method }: IncomingMessage): boolean {
    const hosts = [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`];
    if (headers.host === undefined || !hosts.includes(headers.host)) return false;
    return method === 'GET' || headers.origin === undefined || headers.origin === `http://${headers.host}`;
  }
}

function explained(error: Error, port: number): Error {
  return explainListenError(error, { name: 'demo pages', port, variable: '--pages-port' }) as Error;
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body = '', location }: Reply): void {
  const type = body.startsWith('<') ? 'text/html' : 'application/json';
  response.writeHead(status, {
    ...{ 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    ...(location !== undefined && { location }),
  });
  response.end(body);
}
