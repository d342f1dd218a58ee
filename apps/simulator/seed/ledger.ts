import { createHmac, randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RegisteredDevice } from '../fleet/registered-device.ts';

/** What cannot change after the first start: it is written into the installation. */
export interface PlanSize {
  readonly devices: number;
  readonly intervalSeconds: number;
  readonly cameraPort: number;
  /** Where webhooks go; null: none were asked for. */
  readonly messagesOrigin: string | null;
}

type Entry =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'unit' | 'target' | 'person' | 'policy'; readonly key: string; readonly id: string }
  | ({ readonly kind: 'plan' } & PlanSize)
  | { readonly kind: 'device'; readonly device: RegisteredDevice };

/**
 * What was registered, and with which credentials: one JSON line each, written at once, so that an interrupted start
 * goes on where it was. Readable by its owner only. Passwords of cameras, people and webhooks are derived from the
 * one secret in it; secrets of MQTT devices are kept as the product gave them.
 */
export class Ledger {
  readonly path: string;
  readonly #ids = new Map<string, string>();
  readonly #devices = new Map<string, RegisteredDevice>();
  #secret = '';
  #plan: PlanSize | null = null;

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) this.#load();
    if (this.#secret === '') this.#write({ kind: 'secret', secret: randomBytes(32).toString('base64') });
  }

  get plan(): PlanSize | null {
    return this.#plan;
  }

  id(kind: 'unit' | 'target' | 'person' | 'policy', key: string): string | undefined {
    return this.#ids.get(`${kind}:${key}`);
  }

  device(code: string): RegisteredDevice | undefined {
    return this.#devices.get(code);
  }

  /** The same 24 bytes for the same purpose, unguessable without the file. */
  derive(purpose: string): Buffer {
    return createHmac('sha256', Buffer.from(this.#secret, 'base64')).update(purpose).digest().subarray(0, 24);
  }

  /** 16 letters and digits that people can type. */
  password(purpose: string): string {
    return this.derive(purpose)
      .toString('base64')
      .replace(/[^a-km-zA-HJ-NP-Z2-9]/g, 'x')
      .slice(0, 16);
  }

  note(entry: Exclude<Entry, { kind: 'secret' }>): void {
    this.#write(entry);
  }

  #write(entry: Entry): void {
    appendFileSync(this.path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    this.#take(entry);
  }

  #take(entry: Entry): void {
    if (entry.kind === 'secret') this.#secret = entry.secret;
    else if (entry.kind === 'plan') this.#plan = entry;
    else if (entry.kind === 'device') this.#devices.set(entry.device.code, entry.device);
    else this.#ids.set(`${entry.kind}:${entry.key}`, entry.id);
  }

  /** A line that was cut off by a kill is dropped: what it said is asked for again. */
  #load(): void {
    chmodSync(this.path, 0o600);
    const text = readFileSync(this.path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(this.path, Buffer.byteLength(whole));
    for (const line of whole.split('\n')) if (line !== '') this.#take(JSON.parse(line) as Entry);
  }
}
