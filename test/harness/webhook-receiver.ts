import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface WebhookBody {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly incident?: {
      readonly id: string;
      readonly cause: string;
      readonly unit: { readonly id: string; readonly name: string };
      readonly devices: readonly { readonly id: string; readonly code: string; readonly name: string }[];
    };
    readonly text: { readonly vi: string; readonly en: string };
  };
}

export interface ReceivedMessage {
  /** Path the message was sent to: one per target. */
  readonly path: string;
  readonly webhookId: string;
  readonly body: WebhookBody;
  readonly signatureValid: boolean;
}

/** A webhook consumer outside the product: real HTTP, checks the signature, keeps everything it was told. */
export class WebhookReceiver {
  readonly messages: ReceivedMessage[] = [];
  readonly #secrets = new Map<string, string>();
  readonly #server: Server;
  /** How the next requests are answered; 200 when empty. */
  readonly answers: number[] = [];

  constructor() {
    this.#server = createServer((request, response) => {
      void text(request).then((raw) => {
        const status = this.answers.shift() ?? 200;
        if (status < 300) this.#keep(request.url ?? '/', request.headers, raw);
        response.writeHead(status).end();
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  urlOf(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /** The secret that the product showed once when the target was made. */
  expectSecret(path: string, secret: string): void {
    this.#secrets.set(path, secret);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep(path: string, headers: Record<string, string | string[] | undefined>, raw: string): void {
    const webhookId = String(headers['webhook-id']);
    const stamp = Number(headers['webhook-timestamp']);
    const secret = this.#secrets.get(path);
    const expected = secret && new Webhook(secret).sign(webhookId, new Date(stamp * 1000), raw);
    this.messages.push({
      path,
      webhookId,
      body: JSON.parse(raw) as WebhookBody,
      signatureValid: expected !== undefined && headers['webhook-signature'] === expected,
    });
  }
}
