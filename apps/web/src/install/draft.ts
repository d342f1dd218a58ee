import type { DeviceKind, NewDevice } from '../api/shapes.ts';
import { newDevice, type Draft as FormDraft } from '../register/new-device.ts';

/** A picture as it is kept and sent. */
export interface KeptPhoto {
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** What the installer has said so far: all as typed. */
export interface Draft extends Omit<FormDraft, 'kind'> {
  readonly kind: DeviceKind | null;
  /** As scanned or typed; empty: no sticker. */
  readonly sticker: string;
  /** An existing place takes the place of unit and coordinates. */
  readonly siteId: string | null;
  readonly siteName: string;
  /** It stands beside a known place and is another one. */
  readonly separatePlace: boolean;
  /** Metres, as the phone says; null: typed. */
  readonly accuracy: number | null;
  readonly photo: KeptPhoto | null;
  readonly model: string;
  readonly payer: string;
  /** What for, and by which programme. */
  readonly funding: string;
}

export const emptyDraft: Draft = {
  kind: null,
  sticker: '',
  siteId: null,
  siteName: '',
  separatePlace: false,
  unitId: null,
  name: '',
  landmark: '',
  latitude: '',
  longitude: '',
  accuracy: null,
  photo: null,
  model: '',
  payer: '',
  funding: '',
  lightProfileId: '',
  onvifUrl: '',
  onvifUsername: '',
  onvifPassword: '',
  streamPort: '',
  basicAllowed: false,
  uplinkDeviceId: '',
};

export const STEPS = ['sticker', 'where', 'photo', 'what', 'details'] as const;
export type Step = (typeof STEPS)[number];

/** What was left out the last time is left out again when one goes on with the same. */
export interface Series {
  readonly withSticker: boolean;
  readonly withPhoto: boolean;
}

export const seriesOf = (draft: Draft): Series => ({
  withSticker: draft.sticker !== '',
  withPhoto: draft.photo !== null,
});

/** The next one of the same kind: what belongs to the place is asked anew, what belongs to the work stays. */
export const another = ({ kind, model, payer, funding, lightProfileId, onvifUsername }: Draft): Draft => ({
  ...emptyDraft,
  ...{ kind, model, payer, funding, lightProfileId, onvifUsername },
});

/** The steps that this draft goes through. */
export function stepsOf(draft: Draft, series: Series | null): readonly Step[] {
  return STEPS.filter((step) => {
    if (step === 'where') return draft.siteId === null;
    if (series === null) return true;
    if (step === 'sticker') return series.withSticker;
    if (step === 'photo') return series.withPhoto;
    return step !== 'what';
  });
}

/** "Camera cổng đình"; numbered when others of this name wait already. */
export function suggestedName(kind: string, where: string, taken: ReadonlySet<string>): string {
  const name = `${kind} ${where}`.trim().slice(0, 100);
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number += 1;
  return `${name} ${number}`;
}

/** As it is sent, without its password, which is kept apart. */
export function registrationOf(draft: Draft, id: string): NewDevice {
  const { kind, siteId, sticker, model, payer, funding, separatePlace } = draft;
  const { unitId, latitude, longitude, landmark, ...rest } = newDevice({
    ...draft,
    kind: kind ?? 'solar_light',
    onvifPassword: '',
  });
  const place = siteId === null ? { unitId, latitude, longitude, landmark } : { siteId };
  const typed = Object.entries({ sticker, model, payer, funding }).flatMap(([name, text]) => {
    const given = text.trim().normalize('NFC');
    return given === '' ? [] : [[name, given] as const];
  });
  return {
    ...rest,
    ...place,
    ...Object.fromEntries(typed),
    ...(separatePlace && { separatePlace }),
    registrationId: id,
  } as NewDevice;
}

/** Made on the phone, good for ever: version 4 of RFC 9562. `crypto.randomUUID` exists on https only. */
export function newRegistrationId(random = crypto.getRandomValues(new Uint8Array(16))): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
