import type { Reading } from './reading.ts';
import { lampAmps, LAMP_WATTS } from './solar-light.ts';

interface Order {
  readonly commandId: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What a device was told and does: simple ones obey everything they know and refuse the rest. */
export class Obedience {
  #lampUntil = 0;
  #interval: number | null = null;
  #firmware: string | null = null;
  #last: { readonly id: string; readonly answer: string } | null = null;

  /** Seconds between reports, when it was told others than it came with. */
  get intervalSeconds(): number | null {
    return this.#interval;
  }

  get firmware(): string | null {
    return this.#firmware;
  }

  /** The answer to send, and whether it has to start anew afterwards. The same order twice is obeyed once. */
  obey(payload: string, now: number): { readonly answer: string; readonly restarts: boolean } {
    const order = JSON.parse(payload) as Order;
    if (this.#last?.id === order.commandId) return { answer: this.#last.answer, restarts: false };
    const done = this.#do(order, now);
    const answer = JSON.stringify({ commandId: order.commandId, result: done ? 'done' : 'refused' });
    this.#last = { id: order.commandId, answer };
    return { answer, restarts: done && (order.name === 'reboot' || order.name === 'upgrade_firmware') };
  }

  #do({ name, arguments: given }: Order, now: number): boolean {
    switch (name) {
      case 'reboot':
      case 'apply_config':
        return true;
      case 'lamp_test':
        this.#lampUntil = now + Number(given['seconds'] ?? 10) * 1_000;
        return true;
      case 'set_interval':
        this.#interval = Number(given['seconds']);
        return true;
      case 'upgrade_firmware':
        this.#firmware = String(given['version']);
        return true;
      default:
        return false;
    }
  }

  /** What is measured while the lamp is tried. */
  whileTried(reading: Reading, now: number): Reading {
    if (now >= this.#lampUntil) return reading;
    return { ...reading, lampOn: true, dimLevel: 100, lampPower: LAMP_WATTS, lampCurrent: lampAmps(LAMP_WATTS) };
  }
}
