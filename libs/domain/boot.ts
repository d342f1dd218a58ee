export const BOOT_RULE = 'boot/1';

export type BootDecision =
  | { readonly change: null; readonly reason: 'first_boot_heard' | 'same_boot' }
  | { readonly change: 'rebooted'; readonly reason: 'boot_id_changed' };

/** Boot ids are unordered words: any other than the last one heard means that the device started again. */
export function decideBoot(known: string | null, heard: string): BootDecision {
  if (known === null) return { change: null, reason: 'first_boot_heard' };
  if (known === heard) return { change: null, reason: 'same_boot' };
  return { change: 'rebooted', reason: 'boot_id_changed' };
}
