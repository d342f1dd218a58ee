import type { DeviceId, DeviceNo, UnitId } from '#libs/domain';
import { SECOND, type WatchedVillage } from '../../alerting/watched-village.ts';

/** What happens to a village's power and lines, and all that was sent of it. */
export class DarkPlaces {
  #looked = 0;
  #made = 0;

  constructor(readonly village: WatchedVillage) {}

  async cameras(count: number, unitId = this.village.group, uplinkDeviceId?: DeviceId): Promise<DeviceNo[]> {
    return this.#make('camera', 'Ngã ba', count, unitId, uplinkDeviceId);
  }

  async lights(count: number, unitId = this.village.group): Promise<DeviceNo[]> {
    return this.#make('solar_light', 'Ngõ', count, unitId);
  }

  async hotspot(unitId = this.village.group): Promise<{ no: DeviceNo; id: DeviceId }> {
    const [no] = (await this.#make('wifi_hotspot', 'Nhà văn hóa', 1, unitId)) as [DeviceNo];
    const [row] = await this.village.rows<{ id: DeviceId }>('SELECT id FROM device WHERE device_no = $1', no);
    return { no, id: (row as { id: DeviceId }).id };
  }

  async #make(
    kind: 'camera' | 'solar_light' | 'wifi_hotspot',
    name: string,
    count: number,
    unitId: UnitId,
    uplinkDeviceId?: DeviceId,
  ): Promise<DeviceNo[]> {
    const made: DeviceNo[] = [];
    for (let n = 0; n < count; n++) {
      const more = uplinkDeviceId === undefined ? {} : { uplinkDeviceId };
      made.push(await this.village.device(`${name} ${++this.#made}`, kind, unitId, more));
    }
    await this.village.hear(...made);
    return made;
  }

  /** They say nothing more, and 16 s later that is known. */
  async silence(...devices: DeviceNo[]): Promise<void> {
    this.village.hush(...devices);
    await this.village.pass(16 * SECOND);
    await this.village.fallSilent(...devices);
    await this.village.pass(SECOND);
  }

  /** All that was sent since the last look: to whom, and the words; in order for each of them. */
  sent(): string[] {
    const fresh = this.village.receiver.received.slice(this.#looked);
    this.#looked += fresh.length;
    const paths = [...new Set(fresh.map(({ path }) => path))].sort();
    return paths.flatMap((path) =>
      fresh.filter((message) => message.path === path).map(({ body }) => `${path} ${body.data.text.vi}`),
    );
  }

  /** Reasons of one kind in the stories of incidents, once each. */
  async reasons(kind: string): Promise<string[]> {
    const rows = await this.village.rows<{ reason: string }>(
      'SELECT DISTINCT reason FROM incident_event WHERE kind = $1 ORDER BY reason',
      kind,
    );
    return rows.map(({ reason }) => reason);
  }

  /** A village with one group below it; the group's id. */
  async newVillage(name: string, communeId: UnitId): Promise<{ village: UnitId; group: UnitId }> {
    const village = await this.village.unit('village', name, communeId);
    return { village, group: await this.village.unit('group', 'Tổ 1', village) };
  }

  /** Since then these devices have said which boot they are in, and after `restarted` another one. */
  async bootIds(devices: readonly DeviceNo[], restarted: boolean): Promise<void> {
    await this.village.rows(`UPDATE device_latest SET boot_id = 'b' WHERE device_no = ANY($1)`, devices);
    if (restarted)
      await this.village.rows(
        `INSERT INTO transition (id, device_no, unit_id, site_id, kind, reason, rule, occurred_at, known_at)
         SELECT gen_random_uuid(), device_no, unit_id, site_id, 'boot', 'boot_id_changed', 'boot/1', $2, $2
         FROM device WHERE device_no = ANY($1)`,
        ...[devices, new Date(this.village.clock.now())],
      );
  }

  async sims(devices: readonly DeviceNo[], carrier: string): Promise<void> {
    await this.village.rows(
      `UPDATE device_latest SET facts = jsonb_build_object('carrier', $2::text) WHERE device_no = ANY($1)`,
      ...[devices, carrier],
    );
  }
}
