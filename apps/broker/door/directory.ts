import type { DeviceId, DeviceKind, DeviceNo } from '#libs/domain';

/** A device secret as it is stored: its keyed hash and the key it was made with. */
export interface StoredSecret {
  readonly keyId: string;
  readonly hash: Uint8Array;
}

/** What the door must know of a device to let it in. */
export interface DeviceRecord {
  readonly deviceId: DeviceId;
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  /** What opens the door; null when nothing does: the secret was revoked or never issued. */
  readonly secret: StoredSecret | null;
}

/** Finds devices by id in one query. Unknown ids are absent from the answer. */
export type DeviceLookup = (deviceIds: readonly string[]) => Promise<ReadonlyMap<string, DeviceRecord>>;

interface Waiting {
  readonly deviceId: string;
  readonly resolve: (record: DeviceRecord | null) => void;
  readonly reject: (cause: unknown) => void;
}

const LARGEST_LOOKUP = 1_000;

/**
 * Joins the lookups of a reconnect storm into few queries: while one query runs, the next one collects. A lone device
 * waits for nothing, a storm of 10,000 costs some ten queries.
 */
export class DeviceDirectory {
  private waiting: Waiting[] = [];
  private running = false;
  private readonly lookup: DeviceLookup;

  constructor(lookup: DeviceLookup) {
    this.lookup = lookup;
  }

  /** Null for an unknown device; rejects when the database cannot answer. */
  find(deviceId: string): Promise<DeviceRecord | null> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ deviceId, resolve, reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, LARGEST_LOOKUP);
      try {
        const found = await this.lookup([...new Set(group.map((one) => one.deviceId))]);
        for (const one of group) one.resolve(found.get(one.deviceId) ?? null);
      } catch (cause) {
        for (const one of group) one.reject(cause);
      }
    }
    this.running = false;
  }
}
