import { createHash } from 'node:crypto';
import type { DeviceId, DeviceNo, SecurityNote } from '#libs/domain';
import type { DeviceRecord } from '../directory.ts';
import { Door, type DoorParts } from '../door.ts';
import type { Intake } from '../intake.ts';
import { DOOR_LIMITS, type DoorLimits } from '../limits.ts';
import type { Session } from '../session.ts';
import type { DoorEvent } from '../tally.ts';
import { connect, connackOf, type ConnectWish } from './packets.ts';
import { RawDevice } from './raw-device.ts';

export const idOf = (number: number): string => `01890abc-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
export const secretOf = (deviceId: string): string => `secret of ${deviceId}`;
const hash = (secret: string | Buffer): Buffer => createHash('sha256').update(secret).digest();

export interface Taken {
  readonly deviceId: string;
  readonly leaf: string;
  readonly payload: string;
}

/** Remembers what the door hands over; commits at once unless told to hold. */
export class RecordingIntake implements Intake {
  accepting = true;
  hold = false;
  explode = false;
  readonly taken: Taken[] = [];
  readonly closings: { readonly deviceId: string; readonly reason: DoorEvent; readonly hint: boolean }[] = [];
  readonly subscriptions: { readonly deviceId: string; readonly leaf: string }[] = [];
  readonly notes: SecurityNote[] = [];
  readonly waiting: (() => void)[] = [];
  private readonly listeners = new Set<() => void>();

  message(session: Session, leaf: string, payload: Buffer, committed: (() => void) | null): void {
    if (this.explode) throw new Error('a fault of ours');
    this.taken.push({ deviceId: session.device.deviceId, leaf, payload: payload.toString('latin1') });
    if (committed !== null) {
      if (this.hold) this.waiting.push(committed);
      else setImmediate(committed);
    }
    this.changed();
  }

  opened(): void {
    this.changed();
  }

  subscribed(session: Session, leaf: string): void {
    this.subscriptions.push({ deviceId: session.device.deviceId, leaf });
    this.changed();
  }

  closed(session: Session, reason: DoorEvent, hint: boolean): void {
    this.closings.push({ deviceId: session.device.deviceId, reason, hint });
    this.changed();
  }

  noticed(note: SecurityNote): void {
    this.notes.push(note);
    this.changed();
  }

  commit(): void {
    for (const committed of this.waiting.splice(0)) committed();
  }

  /** Waits for a condition on what was recorded; every change looks again. */
  async until(condition: (intake: this) => boolean): Promise<void> {
    while (!condition(this)) await new Promise<void>((resolve) => this.listeners.add(resolve));
  }

  private changed(): void {
    const listeners = [...this.listeners];
    this.listeners.clear();
    for (const listener of listeners) listener();
  }
}

export interface OpenDoor {
  readonly door: Door;
  readonly port: number;
  readonly intake: RecordingIntake;
  readonly failures: unknown[];
  /** A raw connection that has logged in as device `number`. */
  login(number: number, wish?: Partial<ConnectWish>): Promise<RawDevice>;
  close(): Promise<void>;
}

/** A real door on a free loopback port that knows every device of `idOf` and no database. */
export async function openDoor(
  limits: Partial<DoorLimits> = {},
  parts: Partial<Pick<DoorParts, 'lookup'>> = {},
): Promise<OpenDoor> {
  const intake = new RecordingIntake();
  const failures: unknown[] = [];
  const door = new Door({
    limits: { ...DOOR_LIMITS, ...limits },
    lookup: parts.lookup ?? ((ids) => Promise.resolve(new Map(ids.map((id) => [id, recordOf(id)])))),
    verify: (secret, stored) => stored !== null && hash(secret).equals(stored.hash),
    intake,
    now: () => 0,
    noticed: (note) => intake.noticed(note),
    failed: (cause) => failures.push(cause),
  });
  await door.start();
  const { port } = await door.listen({ port: 0, host: '127.0.0.1' });
  door.setOpen(true);
  const login = async (number: number, wish: Partial<ConnectWish> = {}) => {
    const device = await RawDevice.open(port);
    device.send(connect({ ...credentials(number), ...wish }));
    await device.until(connackOf(0));
    return device;
  };
  return { door, port, intake, failures, login, close: () => door.stop() };
}

/** `openDoor` for a spec file, which lends its `afterEach`: the door of a test is closed when the test is over. */
export function doorPerTest(afterEach: (close: () => Promise<unknown>) => void): typeof openDoor {
  const opened: OpenDoor[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((door) => door.close())));
  return async (...settings) => {
    const door = await openDoor(...settings);
    opened.push(door);
    return door;
  };
}

export const credentials = (number: number) => ({
  clientId: idOf(number),
  username: idOf(number),
  password: secretOf(idOf(number)),
});

export const recordOf = (id: string): DeviceRecord => ({
  deviceId: id as DeviceId,
  deviceNo: Number.parseInt(id.slice(24), 16) as DeviceNo,
  kind: 'solar_light',
  secret: { keyId: 'test', hash: hash(secretOf(id)) },
});
