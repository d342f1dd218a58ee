import type { FleetRow } from '#libs/database';
import { type DeviceKind, type EpochMs, type Health, type MapState, mapStateOf } from '#libs/domain';

export interface MapDevice {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly site: MapSite;
  health: Health;
  faults: readonly string[];
  /** Null: out of service. */
  state: MapState | null;
  /** When the newest of what is wrong with it began. */
  troubleSince: EpochMs | null;
}

export interface MapSite {
  readonly id: string;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly devices: MapDevice[];
}

/** What the live feed says of one device. */
export interface HealthNews {
  readonly deviceId: string;
  readonly health: Health;
  readonly faults: readonly { readonly code: string; readonly since: string }[];
}

/** How a device was before a change. */
export type Before = Pick<MapDevice, 'health' | 'faults' | 'state' | 'troubleSince'>;

const NO_FAULTS: readonly string[] = [];

/** The devices below some units: where they stand, and how they are now. */
export class Fleet {
  readonly sites: MapSite[] = [];
  /** When the first maintenance that was set on a device ends: what it hides shows again without an event. */
  maintenanceEndsAt: EpochMs | null = null;
  readonly #sites = new Map<string, MapSite>();
  readonly #devices = new Map<string, MapDevice>();

  get size(): number {
    return this.#devices.size;
  }

  add(rows: readonly FleetRow[], now: EpochMs): void {
    for (const row of rows) {
      const site = this.#site(row);
      const faults = row.faults ?? NO_FAULTS;
      const { deviceId: id, kind, health, troubleSince } = row;
      const device: MapDevice = {
        id,
        kind,
        site,
        health,
        faults,
        state: mapStateOf(health, faults.length),
        troubleSince,
      };
      site.devices.push(device);
      this.#devices.set(id, device);
      if (row.maintenanceUntil !== null && row.maintenanceUntil > now)
        this.maintenanceEndsAt = Math.min(this.maintenanceEndsAt ?? Infinity, row.maintenanceUntil);
    }
  }

  /** Gives the device with what it was before; null when it is not here. */
  hear(news: HealthNews, at: EpochMs): { readonly device: MapDevice; readonly before: Before } | null {
    const device = this.#devices.get(news.deviceId);
    if (device === undefined) return null;
    const { health, faults, state, troubleSince } = device;
    device.health = news.health;
    device.faults = news.faults.length === 0 ? NO_FAULTS : news.faults.map(({ code }) => code);
    device.state = mapStateOf(news.health, news.faults.length);
    device.troubleSince = newest(news, health === news.health ? troubleSince : at);
    return { device, before: { health, faults, state, troubleSince } };
  }

  #site({ siteId, siteName, longitude, latitude }: FleetRow): MapSite {
    const known = this.#sites.get(siteId);
    if (known !== undefined) return known;
    const site = { id: siteId, name: siteName, longitude, latitude, devices: [] };
    this.#sites.set(siteId, site);
    this.sites.push(site);
    return site;
  }
}

function newest({ health, faults }: HealthNews, silentSince: EpochMs | null): EpochMs | null {
  const moments = faults.map(({ since }) => Date.parse(since));
  if (silentSince !== null && (health === 'offline' || health === 'suspect')) moments.push(silentSince);
  return moments.length === 0 ? null : Math.max(...moments);
}
