import type { DeviceKind, Lifecycle, PowerSource } from '../device.ts';
import type { DeviceId, SiteId, UnitId } from '../ids.ts';
import type { UnitFinder } from './units.ts';

/** `rtsp`: a camera without ONVIF; it is watched by its video alone. */
export type CameraScheme = 'http' | 'https' | 'rtsp' | 'rtsps';

export interface CameraAddress {
  readonly scheme: CameraScheme;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** A device that is there already. */
export interface KnownDevice {
  readonly id: DeviceId;
  readonly code: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly lifecycle: Lifecycle;
  readonly siteId: SiteId;
  readonly unitId: UnitId;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly uplink: string | null;
  readonly powerSource: PowerSource;
  readonly payer: string | null;
  readonly funding: string | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  readonly camera: (CameraAddress & { readonly username: string | null }) | null;
  readonly version: number;
  /** Inside the territory of the list; of others nothing is told but that they are in the way. */
  readonly visible: boolean;
}

export interface KnownSite {
  readonly id: SiteId;
  readonly code: string;
  readonly name: string | null;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly unitId: UnitId;
  readonly version: number;
  readonly visible: boolean;
}

/** What is there already and may be meant by a row, or be in its way. */
export interface KnownWorld {
  readonly units: UnitFinder;
  /** What the list is about, in words. */
  readonly within: string;
  readonly devices: readonly KnownDevice[];
  readonly sites: readonly KnownSite[];
  /** Reads a camera's address and says whether the server may call it. */
  readonly addressOf: (typed: string) => CameraAddress | 'url' | 'url_userinfo' | 'address_refused';
  /** Is this the camera's password already? */
  readonly isPassword: (id: DeviceId, password: string) => boolean;
}
