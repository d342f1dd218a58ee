import type { CameraAddress } from '#libs/domain';
import type { AddressPolicy, AddressPurpose } from '#libs/runtime';
import { ApiError, refuseField } from '../http/api-error.ts';

const STANDARD_PATH = '/onvif/device_service';
const STANDARD_PORT = { http: 80, https: 443 } as const;

/** Reads an address that a person typed and asks whether this server may call it. `field` names it in the refusal. */
export function checkedUrl(typed: string, purpose: AddressPurpose, policy: AddressPolicy, field: string): URL {
  if (!URL.canParse(typed)) throw refuseField(field, 'url');
  const url = new URL(typed);
  if (url.username !== '' || url.password !== '') throw refuseField(field, 'url_userinfo');
  const verdict = policy.checkUrl(url, purpose);
  if (!verdict.allowed) throw new ApiError('address_refused', { field, reason: verdict.reason });
  return url;
}

/** The same for lists, where `192.168.1.20` is an address too and a refusal is one cell's problem. */
export function readAddress(
  typed: string,
  policy: AddressPolicy,
): CameraAddress | 'url' | 'url_userinfo' | 'address_refused' {
  const text = /^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`;
  if (!URL.canParse(text)) return 'url';
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol)) return 'url';
  if (url.username !== '' || url.password !== '') return 'url_userinfo';
  return policy.checkUrl(url, 'camera').allowed ? addressOfUrl(url) : 'address_refused';
}

export function addressOfUrl(url: URL): CameraAddress {
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const port = url.port === '' ? STANDARD_PORT[scheme] : Number(url.port);
  const path = url.pathname === '/' ? STANDARD_PATH : url.pathname + url.search;
  return { scheme, host: url.hostname, port, path };
}

export const urlOfAddress = ({ scheme, host, port, path }: CameraAddress): string =>
  `${scheme}://${host}${port === STANDARD_PORT[scheme] ? '' : `:${port}`}${path}`;
