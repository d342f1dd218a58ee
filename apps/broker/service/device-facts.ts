import type { DeviceCredential, DeviceDirectory, IngestStore, ListeningRow } from '#libs/database';
import type { DeviceNo, EpochMs } from '#libs/domain';
import type { SecretBox } from '#libs/runtime';
import type { DeviceRecord, StoredSecret } from '../door/directory.ts';
import type { CommandCourier } from '../commands/command-courier.ts';
import type { EdgeCourier } from '../edge/edge-courier.ts';
import type { DeviceDoor } from '../door/speaker.ts';
import type { DeviceIntake } from '../intake/device-intake.ts';
import type { SilenceTable } from '../silence/silence-table.ts';

const PAGE = 10_000;
/** Proposals whose rows are read again in one go. */
const CONFIRMED_AT_ONCE = 5_000;

export interface DeviceFactsParts {
  readonly directory: DeviceDirectory;
  readonly ingest: IngestStore;
  readonly silence: SilenceTable;
  readonly intake: DeviceIntake;
  readonly door: Pick<DeviceDoor, 'disconnect' | 'session'>;
  readonly courier: Pick<CommandCourier, 'changed'>;
  readonly edge: Pick<EdgeCourier, 'changed'>;
}

/** Keeps the door's memory of devices true to the rows: once in full, then by the feed of changes. */
export class DeviceFacts {
  private cursor: string | null = null;
  private readonly toRead = new Set<DeviceNo>();
  private readonly parts: DeviceFactsParts;

  constructor(parts: DeviceFactsParts) {
    this.parts = parts;
  }

  /** Read this device's row soon: it connected, or it announced another interval. */
  readSoon(deviceNo: DeviceNo): void {
    this.toRead.add(deviceNo);
  }

  async load(now: EpochMs): Promise<void> {
    const { directory, ingest, intake } = this.parts;
    const from = await directory.changesFrom();
    for (let after = 0; ;) {
      const page = await directory.listening('broker', after, PAGE, now);
      this.track(page);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.deviceNo;
    }
    intake.remember(await ingest.devicesWithFault('bad_payload'));
    this.cursor = from;
  }

  /** Applies what changed since the last call: new and changed devices, revoked secrets, verified silences. */
  async follow(now: EpochMs): Promise<void> {
    if (this.cursor === null) return;
    const { directory, silence, courier } = this.parts;
    const { deviceNos, upTo } = await directory.changedSince(this.cursor);
    for (let start = 0; start < deviceNos.length; start += PAGE) {
      const part = deviceNos.slice(start, start + PAGE);
      for (const credential of await directory.credentialsByNo(part)) {
        this.revokeIfChanged(credential);
        courier.changed(credential.deviceId);
      }
      await this.parts.edge.changed(part);
      await this.reread(part, now);
    }
    this.cursor = upTo;
    const soon = [...this.toRead, ...silence.unconfirmed(now, CONFIRMED_AT_ONCE)];
    this.toRead.clear();
    if (soon.length > 0) await this.reread([...new Set(soon)], now);
  }

  private async reread(deviceNos: readonly DeviceNo[], now: EpochMs): Promise<void> {
    const rows = await this.parts.directory.listeningByNo('broker', deviceNos, now);
    const found = new Set(rows.map((row) => row.deviceNo));
    for (const deviceNo of deviceNos) if (!found.has(deviceNo)) this.parts.silence.forget(deviceNo);
    this.track(rows);
  }

  private track(rows: readonly ListeningRow[]): void {
    for (const row of rows) this.parts.silence.track(row.deviceNo, row);
  }

  private revokeIfChanged(credential: DeviceCredential): void {
    const { door } = this.parts;
    const session = door.session(credential.deviceId);
    const stored = recordOf(credential).secret;
    const known = session?.device.secret ?? null;
    const same = stored !== null && known?.keyId === stored.keyId && Buffer.compare(known.hash, stored.hash) === 0;
    if (!same) door.disconnect(credential.deviceId);
  }
}

/** Retired devices and those without a secret have nothing that opens the door. */
export const recordOf = (credential: DeviceCredential): DeviceRecord => {
  const { deviceId, deviceNo, kind, lifecycle, secretHash: hash, secretKeyId: keyId } = credential;
  const secret = lifecycle === 'active' && hash !== null && keyId !== null ? { keyId, hash } : null;
  return { deviceId, deviceNo, kind, secret };
};

/** Checks a device's secret. A device without one costs the same as one with a wrong secret. */
export function secretCheck(box: SecretBox): (secret: Buffer, stored: StoredSecret | null) => boolean {
  const nobody = box.hashToStore('no device');
  return (secret, stored) => box.matches(secret, stored ?? nobody) && stored !== null;
}
