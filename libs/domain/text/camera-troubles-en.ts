import type { LadderFaultCode } from '../ladder/rung.ts';
import type { TroubleWords } from './phrasebook.ts';

/** What a camera shows, streams and records, in English. */
export const cameraTroublesEn: Readonly<Record<LadderFaultCode, TroubleWords>> = {
  stream_unavailable: {
    begins: 'is running but gives no video',
    ends: 'gives video again',
    advice: 'Switch it off and on; if that does not help, check its video stream settings.',
  },
  image_black: {
    begins: 'is running but its picture is black',
    ends: 'has a bright picture again',
    advice: 'Check whether the lens is capped and the infrared lamps still work.',
  },
  image_covered: {
    begins: 'is running but its lens is covered',
    ends: 'has a free lens again',
    advice: 'Check whether something covers the lens or paint is on it.',
  },
  image_blurred: {
    begins: 'is running but its picture is blurred',
    ends: 'has a sharp picture again',
    advice: 'Wipe the lens or set the focus.',
  },
  image_frozen: {
    begins: 'is running but its picture stands still',
    ends: 'has a living picture again',
    advice: 'Switch it off and on.',
  },
  image_moved: {
    begins: 'is running but was turned and no longer looks where it did',
    ends: 'looks where it did again',
    advice: 'Turn the camera back.',
  },
  not_recording: {
    begins: 'is running but does not record',
    ends: 'records again',
    advice: 'Check its memory card or recorder.',
  },
  storage_failure: {
    begins: 'says that its memory card or disk is broken',
    ends: 'says that its memory card or disk is well',
    advice: 'Replace the memory card or disk.',
  },
  camera_tampered: {
    begins: 'says that it is being covered, turned or damaged',
    ends: 'no longer says that it is being covered, turned or damaged',
    advice: 'Somebody should look at it now.',
  },
  certificate_ended: {
    begins: 'uses a security certificate that has ended',
    ends: 'has a valid security certificate',
    advice: 'It goes on working; when convenient, the digital team makes a new certificate in the camera.',
  },
  factory_password: {
    begins: 'still has a password from the factory',
    ends: 'no longer has a password from the factory',
    advice: 'Change the camera’s password, then enter it here.',
  },
};
