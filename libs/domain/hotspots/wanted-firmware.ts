/** What a device should run. */
export interface WantedFirmware {
  readonly firmware: string;
  /** Somebody ordered just this; otherwise it is the newest that enough of its model run. */
  readonly isOrdered: boolean;
}

/** What is run by how many devices of one model. */
export interface FirmwareInUse {
  readonly model: string;
  readonly firmware: string;
  readonly devices: number;
}

/** So many of a model run a release before it is what the others should run: fewer are a trial. */
const ENOUGH = 3;

export function wantedFirmware(
  ordered: string | null,
  model: string | null,
  inUse: readonly FirmwareInUse[],
): WantedFirmware | null {
  if (ordered !== null) return { firmware: ordered, isOrdered: true };
  let newest: string | null = null;
  for (const { model: ofModel, firmware, devices } of inUse) {
    if (ofModel !== model || devices < ENOUGH) continue;
    if (newest === null || isOlder(newest, firmware)) newest = firmware;
  }
  return newest === null ? null : { firmware: newest, isOrdered: false };
}

/** By the numbers in them, from left to right: 1.9 is older than 1.10. False where numbers do not decide. */
export function isOlder(firmware: string, than: string): boolean {
  const [own, other] = [numbersIn(firmware), numbersIn(than)];
  for (let index = 0; index < Math.max(own.length, other.length); index += 1) {
    const difference = (own[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);
