import { Injectable } from '@nestjs/common';
import {
  addAvailability,
  type Availability,
  availability,
  type DeviceNo,
  type EpochMs,
  lastDays,
  NO_AVAILABILITY,
  type Span,
} from '#libs/domain';
import { inScope, requireUnit, type Scope } from '../access.ts';
import { Database } from '../sql.ts';
import { type CorrectionRow, readHistories } from './device-history.ts';
import { type HardwareChangeRow, readHardwareChanges } from '../registry/device-hardware.store.ts';
import { deviceNoOf } from './device-no.ts';

/** Devices read at once: memory stays bounded whatever the unit. */
const CHUNK = 500;

export interface DeviceAvailability extends Availability {
  readonly hardwareChanges: readonly HardwareChangeRow[];
  readonly corrections: readonly CorrectionRow[];
}

export interface DeviceDays {
  readonly timeZone: string;
  readonly days: readonly (Availability & { readonly day: string; readonly period: Span })[];
}

export interface UnitAvailability extends Availability {
  readonly devices: number;
}

/** How devices fared, from what is on record about them. */
@Injectable()
export class AvailabilityStore {
  constructor(private readonly database: Database) {}

  async ofDevice(scope: Scope, id: string, period: Span): Promise<DeviceAvailability> {
    const deviceNo = await deviceNoOf(this.database, scope, id);
    const history = (await readHistories(this.database, [deviceNo], period)).get(deviceNo);
    if (history === undefined) throw new Error(`device ${deviceNo} went away while it was read`);
    const hardwareChanges = await readHardwareChanges(this.database, deviceNo, period);
    return { ...availability(history, period), corrections: history.corrections, hardwareChanges };
  }

  /** Each of the last local days, today so far as the last one; read once, cut in days. */
  async daysOfDevice(scope: Scope, id: string, count: number, now: EpochMs): Promise<DeviceDays> {
    const deviceNo = await deviceNoOf(this.database, scope, id);
    const [zone] = await this.database.query<{ name: string }>(
      'SELECT u.time_zone AS name FROM device d JOIN unit u ON u.id = d.unit_id WHERE d.device_no = $1',
      [deviceNo],
    );
    const timeZone = zone?.name ?? 'Asia/Ho_Chi_Minh';
    const days = lastDays(now, count, timeZone);
    const whole = { from: days[0]?.period.from ?? now, until: now };
    const history = (await readHistories(this.database, [deviceNo], whole)).get(deviceNo);
    if (history === undefined) throw new Error(`device ${deviceNo} went away while it was read`);
    return { timeZone, days: days.map((day) => ({ ...day, ...availability(history, day.period) })) };
  }

  /** The sum over the devices of the unit and of all units below it, as they belong today. */
  async ofUnit(scope: Scope, id: string, period: Span): Promise<UnitAvailability> {
    const unitId = await requireUnit(this.database, scope, id);
    let sums = NO_AVAILABILITY;
    let devices = 0;
    for (let afterNo = 0; ;) {
      const rows = await this.database.query<{ device_no: DeviceNo }>(
        `SELECT d.device_no FROM device d WHERE ${inScope('d.unit_id', '$1')} AND d.device_no > $2
         ORDER BY d.device_no LIMIT ${CHUNK}`,
        [[unitId], afterNo],
      );
      const deviceNos = rows.map((row) => row.device_no);
      for (const history of (await readHistories(this.database, deviceNos, period)).values()) {
        sums = addAvailability(sums, availability(history, period));
        devices++;
      }
      afterNo = deviceNos.at(-1) ?? 0;
      if (rows.length < CHUNK) return { ...sums, devices };
    }
  }
}
