import { createHash } from 'node:crypto';
import { escapeXml } from './tag-scan.ts';

/** The questions we ask, SOAP 1.2 (ONVIF Core 25.12: 5.8, 8.3.1, 8.3.8). */

const ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';
const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA = 'http://www.onvif.org/ver10/media/wsdl';
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const DIGEST_TYPE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';
const BASE64 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

export type DeviceOperation = 'GetSystemDateAndTime' | 'GetDeviceInformation';
/** Where its pictures are (Core 25.12, 8.1.2; Media 24.12, 5.2 and 5.20.3). */
export type PictureOperation = 'GetCapabilities' | 'GetProfiles' | 'GetSnapshotUri';
export type Operation = DeviceOperation | PictureOperation;

export interface CameraCredential {
  readonly username: string;
  readonly password: string;
}

/** @param profile the token that GetSnapshotUri asks about */
export function soapRequest(operation: Operation, header = '', profile = ''): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${ENVELOPE}">` +
    `${header}<s:Body>${bodyOf(operation, profile)}</s:Body></s:Envelope>`
  );
}

function bodyOf(operation: Operation, profile: string): string {
  switch (operation) {
    case 'GetCapabilities':
      return `<GetCapabilities xmlns="${DEVICE}"><Category>Media</Category></GetCapabilities>`;
    case 'GetProfiles':
      return `<GetProfiles xmlns="${MEDIA}"/>`;
    case 'GetSnapshotUri':
      return `<GetSnapshotUri xmlns="${MEDIA}"><ProfileToken>${escapeXml(profile)}</ProfileToken></GetSnapshotUri>`;
    default:
      return `<${operation} xmlns="${DEVICE}"/>`;
  }
}

/**
 * WS-UsernameToken with a password digest: Base64(SHA-1(nonce + created + password)), UTF-8 (WSS UsernameToken 1.0, 3.1).
 * @param created epoch ms on the camera's clock
 */
export function usernameTokenHeader(credential: CameraCredential, created: number, nonce: Buffer): string {
  const createdText = new Date(created).toISOString();
  const digest = createHash('sha1')
    .update(nonce)
    .update(createdText)
    .update(credential.password, 'utf8')
    .digest('base64');
  return (
    `<s:Header><Security s:mustUnderstand="1" xmlns="${WSSE}"><UsernameToken><Username>${escapeXml(credential.username)}</Username>` +
    `<Password Type="${DIGEST_TYPE}">${digest}</Password><Nonce EncodingType="${BASE64}">${nonce.toString('base64')}</Nonce>` +
    `<Created xmlns="${WSU}">${createdText}</Created></UsernameToken></Security></s:Header>`
  );
}
