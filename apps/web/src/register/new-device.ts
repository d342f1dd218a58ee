import type { DeviceKind, NewDevice } from '../api/shapes.ts';

/** The form as typed: everything is text until it is sent. */
export interface Draft {
  readonly kind: DeviceKind;
  readonly unitId: string | null;
  readonly name: string;
  readonly landmark: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly lightProfileId: string;
  readonly onvifUrl: string;
  readonly onvifUsername: string;
  readonly onvifPassword: string;
  readonly streamPort: string;
  readonly basicAllowed: boolean;
  /** The edge agent in whose network the camera is; empty: in the server's own. */
  readonly uplinkDeviceId: string;
}

export const emptyDraft = (unitId: string | null): Draft => ({
  kind: 'solar_light',
  unitId,
  name: '',
  landmark: '',
  latitude: '',
  longitude: '',
  lightProfileId: '',
  onvifUrl: '',
  onvifUsername: '',
  onvifPassword: '',
  streamPort: '',
  basicAllowed: false,
  uplinkDeviceId: '',
});

/** A camera that answered the search, as far as the form needs it. */
interface Found {
  readonly url: string;
  readonly name: string | null;
}

/**
 * What one tap on a found camera fills in: its address, and its own name as long as nobody typed one. The name that
 * the camera tapped `before` brought counts as not typed.
 */
export function filledFrom(found: Found, draft: Draft, before: Found | null): Partial<Draft> {
  const isTyped = draft.name.trim() !== '' && draft.name !== before?.name;
  return { onvifUrl: found.url, ...(!isTyped && { name: found.name ?? '' }) };
}

/**
 * What is sent. An empty field is left out, so that the server names it as missing; a coordinate that is no number is
 * sent as typed, so that the server says what is wrong with it at its field. The server alone judges.
 */
export function newDevice(draft: Draft): NewDevice {
  const body: Record<string, unknown> = { kind: draft.kind };
  put(body, 'unitId', draft.unitId ?? '');
  put(body, 'name', draft.name);
  put(body, 'landmark', draft.landmark);
  put(body, 'latitude', coordinate(draft.latitude));
  put(body, 'longitude', coordinate(draft.longitude));
  if (draft.kind === 'solar_light') put(body, 'lightProfileId', draft.lightProfileId);
  if (draft.kind === 'camera') {
    const onvif: Record<string, unknown> = {};
    put(onvif, 'url', draft.onvifUrl);
    put(onvif, 'username', draft.onvifUsername);
    if (draft.onvifPassword !== '') onvif['password'] = draft.onvifPassword;
    put(onvif, 'streamPort', portOf(draft.streamPort) ?? '');
    if (draft.basicAllowed) onvif['basicAllowed'] = true;
    body['onvif'] = onvif;
    put(body, 'uplinkDeviceId', draft.uplinkDeviceId);
  }
  return body as unknown as NewDevice;
}

function put(body: Record<string, unknown>, name: string, value: string | number): void {
  const given = typeof value === 'string' ? value.trim().normalize('NFC') : value;
  if (given !== '') body[name] = given;
}

/** Vietnamese phones type a decimal comma. */
function coordinate(typed: string): string | number {
  const text = typed.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** A number where it is one; else as typed, so that the server says what is wrong with it. Null: the usual port. */
export function portOf(typed: string): number | string | null {
  const text = typed.trim();
  if (text === '') return null;
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** "21.0876, 105.6712", as maps copy it, pasted into either field. Null when it is not a pair. */
export function coordinatePair(typed: string): { readonly latitude: string; readonly longitude: string } | null {
  const match = /^\s*(-?\d+\.\d+)\s*[,; ]\s*(-?\d+\.\d+)\s*$/.exec(typed);
  return match?.[1] && match[2] ? { latitude: match[1], longitude: match[2] } : null;
}

const OF_VIDEO: readonly string[] = ['streamPort', 'basicAllowed'] satisfies (keyof Draft)[];

/** Where the server speaks of a field of the draft: `onvifUrl` is `onvif.url`. */
export function pathOf(field: string): string {
  if (OF_VIDEO.includes(field)) return `onvif.${field}`;
  return field.startsWith('onvif') ? `onvif.${field.slice(5).toLowerCase()}` : field;
}
