import { DAY, type EpochMs } from '../time.ts';
import type { RungVerdict } from './rung.ts';

/**
 * What makes a camera easy prey or soon useless. A password that anybody can guess and an ended certificate are faults.
 * Old firmware and http alone are said with their numbers and are none: nearly every village camera has them, nobody in
 * the village can mend them, and what is always yellow is no longer looked at.
 */
export const HYGIENE_RULE = 'hygiene/2';

/** Makers mend what they sell for about so long. */
const OLD_FIRMWARE = 5 * 365 * DAY;

export interface HygieneFacts {
  /** As the camera writes it: "2.10" is not the number 2.1. */
  readonly firmware: string | null;
  /** Is http its only door? Null: it did not say. */
  readonly plainOnly: boolean | null;
  /** Was the password as typed one of its maker's? Null: nobody typed one. */
  readonly factoryPassword: boolean | null;
  /** End of the certificate of the registered https door; null: there is no such door. */
  readonly certificateEndsAt: EpochMs | 'not_shown' | null;
}

export function judgeHygiene(facts: HygieneFacts, now: EpochMs): RungVerdict {
  const { firmware, plainOnly, factoryPassword } = facts;
  const certificateEndsAt = facts.certificateEndsAt === 'not_shown' ? null : facts.certificateEndsAt;
  const builtAt = firmware === null ? null : builtOn(firmware, now);
  const ended = certificateEndsAt !== null && certificateEndsAt <= now;
  const evidence = {
    firmware,
    firmwareAgeDays: builtAt === null ? null : Math.floor((now - builtAt) / DAY),
    ...{ plainOnly, factoryPassword },
    certificateDaysLeft: certificateEndsAt === null ? null : Math.floor((certificateEndsAt - now) / DAY),
  };
  const faults = {
    ...(certificateEndsAt !== null && { certificate_ended: ended }),
    ...(factoryPassword !== null && { factory_password: factoryPassword }),
  };
  const said = (state: RungVerdict['state'], reason: RungVerdict['reason']): RungVerdict => ({
    ...{ state, reason, evidence, faults, next: 'settled' },
  });
  if (factoryPassword === true) return said('fault', 'factory_password');
  if (ended) return said('fault', 'certificate_ended');
  // Without a word from the camera there is nothing to call fine.
  if (facts.certificateEndsAt === 'not_shown' || (firmware === null && plainOnly === null))
    return said('unknown', 'hygiene_not_told');
  if (builtAt !== null && now - builtAt > OLD_FIRMWARE) return said('ok', 'firmware_old');
  return said('ok', plainOnly === true ? 'plain_door_only' : 'hygiene_fine');
}

/**
 * The day that many makers write into the version: `V5.5.82 build 190220`, `2.800.0000.16.R, Build Date: 2021-08-05`.
 * Null when there is none, or when it lies in the future. Epoch ms.
 */
export function builtOn(firmware: string, now: EpochMs): EpochMs | null {
  const long = /(?:^|\D)(20\d{2})[-./]?(0[1-9]|1[0-2])[-./]?(0[1-9]|[12]\d|3[01])(?:\D|$)/.exec(firmware);
  const short = /build\s{0,3}(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|$)/i.exec(firmware);
  const [, year = '', month = '', day = ''] = long ?? short ?? [];
  if (year === '') return null;
  const at = Date.UTC(Number(year.length === 2 ? `20${year}` : year), Number(month) - 1, Number(day));
  return at <= now && at > Date.UTC(2005, 0, 1) ? at : null;
}

/** Passwords that makers print in their manuals; folded to small letters. */
const FACTORY_PASSWORDS = new Set(
  (
    ' admin 12345 123456 1234567 12345678 123456789 1234 111111 888888 666666 000000 00000000 11111111 password pass root ' +
    'user guest default supervisor system camera ikwd jvc 9999 4321 1111 admin123 admin12345 admin1234 abc123 a123456 ' +
    'fliradmin wbox123 meinsm tljwpbo6 ipcam hikvision dahua kbvision 123456a abcd1234 abc12345'
  ).split(' '),
);

/** Asked once, when the password is typed; only the answer is remembered. */
export const isFactoryPassword = (password: string, username: string | null): boolean =>
  FACTORY_PASSWORDS.has(password.toLowerCase()) ||
  (username !== null && password.toLowerCase() === username.toLowerCase());
