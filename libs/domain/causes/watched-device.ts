import type { DeviceKind, PowerSource } from '../device.ts';
import type { Connectivity } from '../health.ts';
import type { DeviceNo, UnitId } from '../ids.ts';
import { MINUTE, SECOND, type EpochMs } from '../time.ts';

/** A device as the search for causes sees it. */
export interface WatchedDevice {
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly powerSource: PowerSource;
  /** The responsible unit. */
  readonly unitId: UnitId;
  /** The nearest village above; null: none. */
  readonly villageId: UnitId | null;
  /** The device its way to us leads through, followed to the last one; itself when it has a way of its own. */
  readonly way: DeviceNo;
  readonly connectivity: Connectivity;
  /** When its silence began; null while it talks. */
  readonly silentSince: EpochMs | null;
  /** When we learnt of its present connectivity. */
  readonly knownAt: EpochMs;
  readonly lastContactAt: EpochMs | null;
  /** Planned work, a silence that something else explains, or one that an ended cause left behind: it proves nothing. */
  readonly setAside: boolean;
}

/** Silences that began within this time of each other began together (ms). */
export const TOGETHER_WITHIN = 5 * MINUTE;
/** What fell silent together and was known so long ago has been judged before. */
const NEWS_FOR = 10 * MINUTE;

/** Does it die with the power grid? Where nobody said, kinds are what they usually are. */
export function onMains({ kind, powerSource }: Pick<WatchedDevice, 'kind' | 'powerSource'>): boolean {
  if (powerSource === 'unknown') return kind !== 'solar_light';
  return powerSource === 'mains' || powerSource === 'poe';
}

/** Lives without the grid and reaches us by itself: it can testify about both. */
export const isWitness = (device: WatchedDevice): boolean => !onMains(device) && device.way === device.deviceNo;

export const isSilent = ({ connectivity }: WatchedDevice): boolean =>
  connectivity === 'offline' || connectivity === 'suspect';

/** What fell silent together, and what was still talking then. Those silent long before are in neither. */
export interface Fall<Device extends WatchedDevice = WatchedDevice> {
  readonly together: readonly Device[];
  readonly talking: readonly Device[];
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** The five minutes in which most of them fell silent (the latest of equals); null when nothing fell lately. */
export function greatestFall<Device extends WatchedDevice>(
  devices: readonly Device[],
  now: EpochMs,
): Fall<Device> | null {
  const counted = devices.filter((device) => !device.setAside && device.connectivity !== 'never_seen');
  const silent = counted
    .flatMap((device) =>
      isSilent(device) && device.silentSince !== null ? [{ device, since: device.silentSince }] : [],
    )
    .sort((a, b) => a.since - b.since);
  let [first, best, size] = [0, 0, 0];
  for (const [last, { since }] of silent.entries()) {
    while (since - (silent[first]?.since ?? since) > TOGETHER_WITHIN) first++;
    if (last - first + 1 >= size) [best, size] = [first, last - first + 1];
  }
  const together = silent.slice(best, best + size);
  const [from, until] = [together[0]?.since, together.at(-1)?.since];
  if (from === undefined || until === undefined) return null;
  if (together.every(({ device }) => device.knownAt < now - NEWS_FOR)) return null;
  const later = silent.filter(({ since }) => since > until).map(({ device }) => device);
  const talking = [...counted.filter((device) => !isSilent(device)), ...later];
  return { together: together.map(({ device }) => device), talking, from, until };
}

/** How the witnesses stand to a fall: heard after it, or silent since it. Who was not yet due to report says nothing. */
export function hearWitnesses(
  devices: readonly WatchedDevice[],
  { from, until }: Pick<Fall, 'from' | 'until'>,
): { readonly talk: number; readonly silent: number } {
  const witnesses = devices.filter((device) => isWitness(device) && !device.setAside);
  const fell = witnesses.filter((device) => isSilent(device) && (device.silentSince ?? 0) >= from - TOGETHER_WITHIN);
  const talk = witnesses.filter((device) => !isSilent(device) && (device.lastContactAt ?? 0) > until + SECOND);
  return { talk: talk.length, silent: fell.length };
}
