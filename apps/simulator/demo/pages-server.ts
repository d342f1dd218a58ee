import type { IncomingMessage, ServerResponse } from 'node:http';
import { explainListenError } from '#libs/runtime';
import { LoopbackServer } from '../loopback-server.ts';

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
  readonly #server: LoopbackServer;

  constructor(answer: (ask: Ask) => Promise<Reply>) {
    this.#server = new LoopbackServer((request, response) => this.#serve(request, response, answer));
  }

  /** @returns `http://127.0.0.1:<port>` */
  async start(port: number): Promise<string> {
    await this.#server.start(port).catch((error: unknown) => {
      throw explainListenError(error, { name: 'demo pages', port, variable: '--pages-port' });
    });
    return this.#server.origin;
  }

  stop(): Promise<void> {
    return this.#server.stop();
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
    const { host: here, port } = new URL(this.#server.origin);
    const hosts = [here, `localhost:${port}`];
    if (headers.host === undefined || !hosts.includes(headers.host)) return false;
    return method === 'GET' || headers.origin === undefined || headers.origin === `http://${headers.host}`;
  }
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
