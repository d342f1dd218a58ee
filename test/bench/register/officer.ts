import { setTimeout as pause } from 'node:timers/promises';
import { type CanhThon, canhThon, type Schemas, take } from '#libs/client';
import type { ProductProcess } from '../product-process.ts';

const LOOK_EVERY_MS = 50;

export interface Timed<Value> {
  readonly ms: number;
  readonly value: Value;
}

export async function timed<Value>(work: () => Promise<Value>): Promise<Timed<Value>> {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
}

/** Somebody with a script: the published client, and single calls on connections of their own as curl makes them. */
export class Officer {
  readonly api: CanhThon;

  private constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {
    this.api = canhThon({ origin, credentials: { accessToken: () => token } });
  }

  static async signIn(product: ProductProcess): Promise<Officer> {
    return new Officer(product.origin, await product.signIn());
  }

  /** A call on a connection of its own; milliseconds until the whole answer is there. */
  async alone(method: string, path: string, body?: object): Promise<number> {
    const { ms, value } = await timed(async () => {
      const answer = await fetch(`${this.origin}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', connection: 'close' },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, text: await answer.text() };
    });
    if (value.status >= 300) throw new Error(`${method} ${path}: ${value.status} ${value.text.slice(0, 300)}`);
    return ms;
  }

  async unit(kind: Schemas['NewUnit']['kind'], name: string, parentId?: string): Promise<string> {
    return (await take(this.api.POST('/api/v1/units', { body: { kind, name, ...(parentId && { parentId }) } }))).id;
  }

  /** From the first byte sent to the result. */
  import(file: Uint8Array, dryRun: boolean): Promise<Timed<Schemas['DeviceImportResult']>> {
    return timed(async () => {
      const { operationId: id } = await take(
        this.api.POST('/api/v1/devices/import', {
          params: { query: { dryRun: `${dryRun}` } },
          body: file as unknown as string,
          bodySerializer: (body) => body,
          headers: { 'content-type': 'application/octet-stream' },
        }),
      );
      for (;;) {
        const operation = await take(this.api.GET('/api/v1/operations/{id}', { params: { path: { id } } }));
        if (operation.state === 'failed') throw new Error(`the import failed: ${operation.errorCode}`);
        if (operation.state === 'succeeded') return operation.result as unknown as Schemas['DeviceImportResult'];
        await pause(LOOK_EVERY_MS);
      }
    });
  }
}
