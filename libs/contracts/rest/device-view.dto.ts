import type {
  Connectivity,
  DeviceKind,
  Health,
  LadderRung,
  Lifecycle,
  PowerSource,
  RungState,
  Severity,
} from '#libs/domain';

export class Fault {
  code: string;
  severity: Severity;
  since: string;
}

export class FaultDetail extends Fault {
  /** When we knew. */
  knownAt: string;
  /** What the rule saw. */
  evidence: Record<string, unknown>;
}

/** A device in lists. */
export class DeviceSummary {
  id: string;
  code: string;
  kind: DeviceKind;
  name: string;
  /** The responsible unit. */
  unitId: string;
  unitName: string;
  siteId: string;
  siteCode: string;
  landmark: string | null;
  latitude: number | null;
  longitude: number | null;
  health: Health;
  /** Since when this connectivity holds. */
  healthSince: string;
  faults: Fault[];
  /** Last contact through any door; null: never. */
  lastSeenAt: string | null;
}

export class DeviceSite {
  id: string;
  code: string;
  unitId: string;
  name: string | null;
  landmark: string | null;
  latitude: number | null;
  longitude: number | null;
  /** The code of the printed sticker that leads here. */
  sticker: string | null;
}

export class DeviceHardware {
  id: string;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  mac: string | null;
  firmware: string | null;
}

/** A thing that hangs or hung there. */
export class HardwareAtDevice extends DeviceHardware {
  from: string;
  /** Null: it hangs there now. */
  until: string | null;
}

/** What we know of a camera's address and sign-in; never the password. */
export class OnvifView {
  url: string;
  username: string | null;
  hasPassword: boolean;
  /** Where its video is; null: at the usual port. */
  streamPort: number | null;
  basicAllowed: boolean;
  credentialState: 'untried' | 'accepted' | 'rejected' | 'locked_out';
  /** Nobody tries the password again before. */
  blockedUntil: string | null;
  checkedAt: string | null;
}

/** The last message of the device that could not be accepted. */
export class RejectedMessage {
  at: string;
  topic: string;
  reason: string;
  path: string | null;
  /** The beginning of it; bytes that are no text are shown as �. */
  payload: string;
  count: number;
}

/** What somebody wants it to run, and what it says it runs; null: nobody said. */
export class Software {
  desired: string | null;
  reported: string | null;
  /** Something is wanted, and something else, or nothing, is reported. */
  differs: boolean;
}

export class NamedProfile {
  id: string;
  name: string;
}

export class DeviceDetail extends DeviceSummary {
  connectivity: Connectivity;
  /** Named reason of the present connectivity. */
  healthReason: string;
  lifecycle: Lifecycle;
  maintenanceUntil: string | null;
  declare faults: FaultDetail[];
  site: DeviceSite;
  hardware: DeviceHardware | null;
  onvif: OnvifView | null;
  /** Has MQTT credentials. */
  hasSecret: boolean;
  /** What is written down of what hangs on a light's pole; null: nothing, or no light. */
  lightProfile: NamedProfile | null;
  uplinkDeviceId: string | null;
  powerSource: PowerSource;
  payer: string | null;
  funding: string | null;
  intervalSeconds: number;
  offlineAfterSeconds: number;
  firmware: Software;
  config: Software;
  /** Latest values by name, as the device or the poller reported them. */
  facts: Record<string, unknown>;
  factsAt: string | null;
  /** Fields the device sent that we do not know. */
  extra: Record<string, unknown>;
  lastRejected: RejectedMessage | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** One step of a camera's ladder; what is not known is `unknown`, never `ok`. */
export class RungOfLadder {
  rung: LadderRung;
  state: RungState;
  /** Named reason. */
  reason: string;
  /** When it was looked at last; null: never. */
  at: string | null;
  /** The numbers, by name. */
  evidence: Record<string, unknown>;
}

/** `GET /devices/{id}/health`: how it is, since when, and why we say so. */
export class DeviceHealth {
  deviceId: string;
  health: Health;
  connectivity: Connectivity;
  reason: string;
  since: string;
  /** When we knew. */
  knownAt: string;
  /** Start of the silence while suspect or offline. */
  silentSince: string | null;
  lastSeenAt: string | null;
  maintenanceUntil: string | null;
  faults: FaultDetail[];
  facts: Record<string, unknown>;
  factsAt: string | null;
  extra: Record<string, unknown>;
  lastRejected: RejectedMessage | null;
  /** Of cameras: would it help tonight? From the ground up. Null: no camera. */
  ladder: RungOfLadder[] | null;
}

/** Shown once; ask for a new secret when it is lost. */
export class MqttCredentials {
  clientId: string;
  username: string;
  password: string;
  /** `v1/devices/{id}/` */
  topicPrefix: string;
}

export class RegisteredDevice {
  device: DeviceDetail;
  /** For devices that report by MQTT; cameras have none. */
  mqtt?: MqttCredentials;
}
