import { writeCommand } from '#libs/contracts';
import type { CommandDelivery, DeliverableCommand } from '#libs/database';
import type { DeviceNo, EpochMs } from '#libs/domain';
import type { DeviceDoor, Speaker } from '../door/speaker.ts';

/** Devices asked about in one go: a reconnect storm is a few questions. */
const AT_ONCE = 1_000;

export interface CourierParts {
  readonly delivery: Pick<CommandDelivery, 'claim'>;
  readonly door: () => Pick<DeviceDoor, 'session' | 'isListening' | 'deliver'>;
  /** Somebody may have to be told something. */
  readonly wake: () => void;
  readonly delivered: () => void;
}

/**
 * Brings commands to the devices that are connected here and listen. Rows are the only memory of what is to be told;
 * here is only who to look at, and what each open connection was given, so that it gets each command once.
 */
export class CommandCourier {
  private readonly waiting = new Set<Speaker>();
  /** Command id → when it ends, of each open connection. */
  private readonly given = new WeakMap<Speaker, Map<string, EpochMs>>();
  private readonly parts: CourierParts;

  constructor(parts: CourierParts) {
    this.parts = parts;
  }

  /** Has just subscribed, or there may be something new for its device. */
  lookAt(session: Speaker): void {
    this.waiting.add(session);
    this.parts.wake();
  }

  /** The feed of changes names this device; it concerns us if it is connected here. */
  changed(deviceId: string): void {
    const session = this.parts.door().session(deviceId);
    if (session !== undefined) this.lookAt(session);
  }

  async deliver(now: EpochMs): Promise<void> {
    const door = this.parts.door();
    const sessions = [...this.waiting];
    this.waiting.clear();
    const listening = sessions.filter((session) => door.isListening(session, 'commands'));
    while (listening.length > 0) {
      const part = listening.splice(0, AT_ONCE);
      try {
        this.hand(part, await this.claim(part, now));
      } catch (cause) {
        for (const session of [...part, ...listening]) this.waiting.add(session);
        throw cause;
      }
    }
  }

  private claim(sessions: readonly Speaker[], now: EpochMs): Promise<DeliverableCommand[]> {
    const listeners = sessions.map(({ device, startedAt }) => ({ deviceNo: device.deviceNo, sessionEpoch: startedAt }));
    const except = sessions.flatMap((session) => this.openOf(session, now));
    return this.parts.delivery.claim(listeners, except, now);
  }

  /** A command that does not reach its connection any more is given to the device's next one. */
  private hand(sessions: readonly Speaker[], commands: readonly DeliverableCommand[]): void {
    const byDevice = new Map<DeviceNo, Speaker>(sessions.map((session) => [session.device.deviceNo, session]));
    for (const { id, deviceNo, expiresAt, ...command } of commands) {
      const session = byDevice.get(deviceNo);
      if (session === undefined) continue;
      const payload = writeCommand({ ...command, commandId: id, expiresAt: new Date(expiresAt).toISOString() });
      if (!this.parts.door().deliver(session, 'commands', payload)) continue;
      this.parts.delivered();
      const given = this.given.get(session) ?? new Map<string, EpochMs>();
      this.given.set(session, given.set(id, expiresAt));
    }
  }

  private openOf(session: Speaker, now: EpochMs): string[] {
    const given = this.given.get(session);
    if (given === undefined) return [];
    for (const [id, expiresAt] of given) if (expiresAt <= now) given.delete(id);
    return [...given.keys()];
  }
}
