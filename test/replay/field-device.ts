import { shareOf } from '#apps/simulator';
import {
  type Cause,
  defaultOfflineAfter,
  type DeviceKind,
  type DeviceNo,
  type EpochMs,
  type FaultCode,
  type PowerSource,
} from '#libs/domain';
import type { Trace, Who } from './trace.ts';

/** One device of a trace: what is true of it, and what its door remembers. */
export interface FieldDevice {
  readonly name: string;
  readonly title: string;
  readonly kind: DeviceKind;
  readonly unit: string;
  readonly power: PowerSource | undefined;
  readonly carrier: string | undefined;
  readonly behind: string | undefined;
  readonly landmark: string | undefined;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  deviceNo: DeviceNo;
  talking: boolean;
  /** What is the matter while it is silent. */
  because: Cause | 'ours' | null;
  readonly faults: Set<FaultCode>;
  boot: number;
  /** It has not said yet which boot this is. */
  isNew: boolean;
  nextReportAt: EpochMs;
  lastHeardAt: EpochMs;
  proposedAt: EpochMs;
  /** Its door has said that it may be gone. */
  isDown: boolean;
}

export function expandDevices(trace: Trace, now: EpochMs): FieldDevice[] {
  return trace.devices.flatMap((line) =>
    Array.from({ length: line.count ?? 1 }, (_, index): FieldDevice => {
      const number = line.count === undefined ? '' : `-${index + 1}`;
      const intervalSeconds = line.intervalSeconds ?? 60;
      const name = `${line.device}${number}`;
      return {
        name,
        title: line.count === undefined ? line.name : `${line.name} ${index + 1}`,
        kind: line.kind,
        unit: line.in,
        power: line.power,
        carrier: line.carrier,
        behind: line.behind,
        landmark: line.landmark,
        intervalSeconds,
        offlineAfterSeconds: line.offlineAfterSeconds ?? defaultOfflineAfter(intervalSeconds),
        deviceNo: 0 as DeviceNo,
        talking: true,
        because: null,
        faults: new Set(),
        boot: 1,
        isNew: true,
        nextReportAt: now + Math.floor(shareOf(name) * intervalSeconds) * 1_000,
        lastHeardAt: now,
        proposedAt: now,
        isDown: false,
      };
    }),
  );
}

/** The devices an event speaks of. `turn` makes the choice of `pick` another one each time. */
export function choose(trace: Trace, devices: Iterable<FieldDevice>, who: Who, turn: string): FieldDevice[] {
  const within = who.unit === undefined ? null : subtree(trace, who.unit);
  const fits = [...devices].filter(
    (device) =>
      (who.ids === undefined || isNamed(device, who.ids)) &&
      !isNamed(device, who.except ?? []) &&
      (within === null || within.has(device.unit)) &&
      (who.kind === undefined || device.kind === who.kind) &&
      (who.power === undefined || device.power === who.power) &&
      (who.carrier === undefined || device.carrier === who.carrier) &&
      (who.behind === undefined || device.behind === who.behind),
  );
  if (who.pick === undefined) return fits;
  return fits
    .map((device) => ({ device, lot: shareOf(`${turn} ${device.name}`) }))
    .sort((a, b) => a.lot - b.lot)
    .slice(0, who.pick)
    .map(({ device }) => device);
}

const isNamed = ({ name }: FieldDevice, ids: readonly string[]): boolean =>
  ids.some((id) => (id.endsWith('*') ? name.startsWith(id.slice(0, -1)) : name === id));

function subtree({ units }: Trace, top: string): Set<string> {
  const found = new Set([top]);
  for (const { unit, in: parent } of units) if (parent !== undefined && found.has(parent)) found.add(unit);
  return found;
}
