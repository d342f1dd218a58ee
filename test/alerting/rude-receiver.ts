import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly path: string;
  readonly id: string;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: {
      readonly incident: { readonly id: string; readonly devices: readonly { readonly name: string }[] };
      readonly incidents: readonly { readonly id: string; readonly durationSeconds?: number }[];
      readonly acknowledgeUrl: string | null;
      readonly text: { readonly vi: string; readonly en: string };
    };
  };
  readonly signed: boolean;
  /** How many secrets signed it. */
  readonly signatures: number;
}

/** How a request is answered: a status, with headers, or a way of not answering. */
export type Manner =
  | { readonly status: number; readonly headers?: Record<string, string> }
  | 'hang'
  | 'reset_after_reading'
  | 'endless_answer';

/** A webhook consumer that misbehaves on demand. It keeps all it read, whatever it answered. */
export class RudeReceiver {
  readonly received: Received[] = [];
  readonly #manners = new Map<string, Manner[]>();
  readonly #waiting = new Set<() => void>();
  readonly #server: Server;

  private constructor(private readonly secret: string) {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(secret: string): Promise<RudeReceiver> {
    const receiver = new RudeReceiver(secret);
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  urlOf(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /** The next requests at this path are answered so, one manner each; then with 204. */
  answer(path: string, ...manners: Manner[]): void {
    this.#manners.set(path, manners);
  }

  at(path: string): Received[] {
    return this.received.filter((message) => message.path === path);
  }

  /** Resolves when `count` messages have been read at `path`. */
  async until(path: string, count: number): Promise<void> {
    while (this.at(path).length < count) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const raw = await text(request);
    const [id, stamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
      String(request.headers[name]),
    ) as [string, string, string];
    const signatures = signature.split(' ');
    const signed = signatures.includes(new Webhook(this.secret).sign(id, new Date(Number(stamp) * 1000), raw));
    const body = JSON.parse(raw) as Received['body'];
    this.received.push({ path, id, body, signed, signatures: signatures.length });
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
    const manner = this.#manners.get(path)?.shift() ?? { status: 204 };
    if (manner === 'reset_after_reading') request.socket.resetAndDestroy();
    else if (manner === 'endless_answer') response.writeHead(200).write('x'.repeat(100_000));
    else if (manner !== 'hang') response.writeHead(manner.status, manner.headers).end();
  }
}
