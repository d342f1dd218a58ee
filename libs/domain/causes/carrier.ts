import type { NoCauseReason } from './cause-reasons.ts';
import { villagesOf } from './self.ts';
import type { WatchedDevice } from './watched-device.ts';

const FEWEST = 10;
const FEWEST_VILLAGES = 3;
/** Percent. */
const NEARLY_ALL = 80;
const FEW = 20;

export type CarrierDecision =
  { readonly cut: false; readonly reason: NoCauseReason } | { readonly cut: true; readonly reason: 'carrier_silent' };

/** Enough of one carrier's devices fell silent together for it to be worth counting the others. */
export const mayBeCarrier = (together: readonly WatchedDevice[]): boolean =>
  together.length >= FEWEST && villagesOf(together) >= FEWEST_VILLAGES;

/** More than these that talk, or fewer, decide; nobody has to count further. */
export const countFurther = {
  ofCarrier: (silent: number): number => Math.floor((silent * (100 - NEARLY_ALL)) / NEARLY_ALL) + 1,
  ofOthers: (silent: number): number => Math.ceil((silent * (100 - FEW)) / FEW),
};

/**
 * Is it the carrier's network, in one unit? `together`: its devices with a SIM of their own that fell silent there;
 * `talking` of the same; `others`: devices there that do not depend on it.
 */
export function decideCarrier(
  together: readonly WatchedDevice[],
  talking: number,
  others: { readonly silent: number; readonly talking: number },
): CarrierDecision {
  if (!mayBeCarrier(together)) return { cut: false, reason: 'too_few_silent' };
  if (100 * together.length < NEARLY_ALL * (together.length + talking))
    return { cut: false, reason: 'many_still_talk' };
  if (together.every(({ connectivity }) => connectivity !== 'offline'))
    return { cut: false, reason: 'nobody_offline_yet' };
  if (100 * others.silent > FEW * (others.silent + others.talking))
    return { cut: false, reason: 'other_carriers_silent' };
  return { cut: true, reason: 'carrier_silent' };
}
