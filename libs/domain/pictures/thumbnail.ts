import type { DeviceId } from '../ids.ts';
import type { LadderFaultCode, LadderFaults } from '../ladder/rung.ts';
import { DAY } from '../time.ts';

/** A blurred thumbnail of a faulty picture is deleted after so long, at the latest. */
export const THUMBNAIL_KEPT = 7 * DAY;

/** Faults that a picture shows. */
export const PICTURE_FAULTS = [
  'image_black',
  'image_covered',
  'image_blurred',
  'image_frozen',
  'image_moved',
] as const satisfies readonly LadderFaultCode[];
export type PictureFaultCode = (typeof PICTURE_FAULTS)[number];

/** The fault of its picture that a check holds true; null: none. */
export const pictureFaultOf = (faults: LadderFaults): PictureFaultCode | null =>
  PICTURE_FAULTS.find((code) => faults[code] === true) ?? null;

/** What the sealed thumbnail is bound to. */
export const thumbnailScope = (deviceId: DeviceId): string => `device:${deviceId}:thumbnail`;
