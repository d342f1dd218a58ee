import type {
  DeviceDetail,
  DeviceHealth,
  DeviceSummary,
  FaultDetail,
  HardwareAtDevice,
  OnvifView,
  RejectedMessage,
  RungOfLadder,
  Software,
} from '#libs/contracts';
import type { DeviceDetailRow, DeviceRow, FaultRow, HardwareRow, RejectionRow } from '#libs/database';
import { type EpochMs, ladderOf, type RungReading } from '#libs/domain';
import { iso, isoOrNull } from '../http/page.ts';
import { urlOfAddress } from './onvif-address.ts';

/** As much of a refused message as helps the installer (bytes). */
const SHOWN_PAYLOAD = 1024;

export const deviceSummary = (row: DeviceRow | DeviceDetailRow): DeviceSummary => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  name: row.name,
  unitId: row.unitId,
  unitName: row.unitName,
  siteId: row.siteId,
  siteCode: row.siteCode,
  landmark: row.landmark,
  latitude: row.latitude,
  longitude: row.longitude,
  health: row.health,
  healthSince: iso(row.healthSince),
  faults: row.faults.map(({ code, severity, since }) => ({ code, severity, since: iso(since) })),
  lastSeenAt: isoOrNull(row.lastSeenAt),
});

const faultDetail = (fault: FaultRow): FaultDetail => ({
  ...fault,
  since: iso(fault.since),
  knownAt: iso(fault.knownAt),
});

function onvifView({ endpoint }: DeviceDetailRow): OnvifView | null {
  if (endpoint === null) return null;
  const { username, hasPassword, streamPort, basicAllowed, credentialState, blockedUntil, checkedAt } = endpoint;
  const times = { blockedUntil: isoOrNull(blockedUntil), checkedAt: isoOrNull(checkedAt) };
  return { url: urlOfAddress(endpoint), username, hasPassword, streamPort, basicAllowed, credentialState, ...times };
}

const rejected = (row: RejectionRow | null): RejectedMessage | null =>
  row && { ...row, at: iso(row.at), payload: row.payload.subarray(0, SHOWN_PAYLOAD).toString('utf8') };

function software(desired: string | null, said: unknown): Software {
  const reported = typeof said === 'string' ? said : null;
  return { desired, reported, differs: desired !== null && desired !== reported };
}

export const deviceDetail = (row: DeviceDetailRow): DeviceDetail => ({
  ...deviceSummary(row),
  connectivity: row.connectivity,
  healthReason: row.healthReason,
  lifecycle: row.lifecycle,
  maintenanceUntil: isoOrNull(row.maintenanceUntil),
  faults: row.faults.map(faultDetail),
  site: {
    id: row.siteId,
    code: row.siteCode,
    unitId: row.siteUnitId,
    name: row.siteName,
    landmark: row.landmark,
    latitude: row.latitude,
    longitude: row.longitude,
    sticker: row.sticker,
  },
  hardware: row.hardware,
  onvif: onvifView(row),
  hasSecret: row.hasSecret,
  lightProfile: row.lightProfile,
  uplinkDeviceId: row.uplinkDeviceId,
  powerSource: row.powerSource,
  payer: row.payer,
  funding: row.funding,
  intervalSeconds: row.intervalSeconds,
  offlineAfterSeconds: row.offlineAfterSeconds,
  firmware: software(row.desiredFirmware, row.facts['firmware']),
  config: software(row.desiredConfig, row.facts['configVersion']),
  facts: row.facts,
  factsAt: isoOrNull(row.factsAt),
  extra: row.extra,
  lastRejected: rejected(row.rejection),
  version: row.version,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

export const hardwareAtDevice = (row: HardwareRow): HardwareAtDevice => ({
  ...row,
  from: iso(row.from),
  until: isoOrNull(row.until),
});

/** Null: no camera, or one that is no longer watched. */
function ladderView(row: DeviceDetailRow, readings: readonly RungReading[], now: EpochMs): RungOfLadder[] | null {
  if (row.kind !== 'camera' || row.lifecycle !== 'active') return null;
  const { connectivity, lastSeenAt, faults, facts, endpoint } = row;
  const login = endpoint && { ...endpoint, state: endpoint.credentialState };
  const rungs = ladderOf({ connectivity, lastContactAt: lastSeenAt, faults, login, facts, readings }, now);
  return rungs.map((rung) => ({ ...rung, at: isoOrNull(rung.at), evidence: { ...rung.evidence } }));
}

export const deviceHealth = (row: DeviceDetailRow, readings: readonly RungReading[], now: EpochMs): DeviceHealth => ({
  deviceId: row.id,
  health: row.health,
  connectivity: row.connectivity,
  reason: row.healthReason,
  since: iso(row.healthSince),
  knownAt: iso(row.healthKnownAt),
  silentSince: isoOrNull(row.silentSince),
  lastSeenAt: isoOrNull(row.lastSeenAt),
  maintenanceUntil: isoOrNull(row.maintenanceUntil),
  faults: row.faults.map(faultDetail),
  facts: row.facts,
  factsAt: isoOrNull(row.factsAt),
  extra: row.extra,
  lastRejected: rejected(row.rejection),
  ladder: ladderView(row, readings, now),
});
