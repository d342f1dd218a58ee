import { type CameraAddress, type CameraScheme, SECURE_STREAM_PORT, STREAM_PORT } from '#libs/domain';
import type { AddressPolicy, AddressPurpose } from '#libs/runtime';
import { ApiError, refuseField } from '../http/api-error.ts';

const STANDARD_PATH = '/onvif/device_service';
const STANDARD_PORT = { http: 80, https: 443, rtsp: STREAM_PORT, rtsps: SECURE_STREAM_PORT } as const;

/** Reads an address that a person typed and asks whether this server may call it. `field` names it in the refusal. */
export function checkedUrl(typed: string, purpose: AddressPurpose, policy: AddressPolicy, field: string): URL {
  if (!URL.canParse(typed)) throw refuseField(field, 'url');
  const url = plainUrl(typed);
  if (url.username !== '' || url.password !== '') throw refuseField(field, 'url_userinfo');
  const verdict = policy.checkUrl(url, purpose);
  if (!verdict.allowed) throw new ApiError('address_refused', { field, reason: verdict.reason });
  return url;
}

/** The URL standard leaves hosts of `rtsp` addresses as they were typed; ours are all read as those of `http`. */
function plainUrl(typed: string): URL {
  const url = new URL(typed);
  if (!/^rtsps?:$/.test(url.protocol)) return url;
  const asHttp = typed.replace(/^rtsps?:/i, 'http:');
  if (URL.canParse(asHttp)) url.hostname = new URL(asHttp).hostname;
  return url;
}

/** The same for lists, where `192.168.1.20` is an address too and a refusal is one cell's problem. */
export function readAddress(
  typed: string,
  policy: AddressPolicy,
): CameraAddress | 'url' | 'url_userinfo' | 'address_refused' {
  const text = /^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`;
  if (!URL.canParse(text)) return 'url';
  const url = plainUrl(text);
  if (schemeOf(url) === null) return 'url';
  if (url.username !== '' || url.password !== '') return 'url_userinfo';
  return policy.checkUrl(url, 'camera').allowed ? addressOfUrl(url) : 'address_refused';
}

export function addressOfUrl(url: URL): CameraAddress {
  const scheme = schemeOf(url) ?? 'http';
  const port = url.port === '' ? STANDARD_PORT[scheme] : Number(url.port);
  // A video's path is the camera's own choice: there is no usual one.
  const isVideo = scheme === 'rtsp' || scheme === 'rtsps';
  const path = !isVideo && url.pathname === '/' ? STANDARD_PATH : (url.pathname || '/') + url.search;
  return { scheme, host: url.hostname, port, path };
}

function schemeOf({ protocol }: URL): CameraScheme | null {
  const scheme = protocol.slice(0, -1);
  return Object.hasOwn(STANDARD_PORT, scheme) ? (scheme as CameraScheme) : null;
}

export const urlOfAddress = ({ scheme, host, port, path }: CameraAddress): string =>
  `${scheme}://${host}${port === STANDARD_PORT[scheme] ? '' : `:${port}`}${path}`;
