import { createHash } from 'node:crypto';
import { escapeXml } from './tag-scan.ts';

/** The questions we ask, SOAP 1.2 (ONVIF Core 25.12: 5.8, 8.3.1, 8.3.8). */

const ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';
const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA = 'http://www.onvif.org/ver10/media/wsdl';
const MEDIA2 = 'http://www.onvif.org/ver20/media/wsdl';
const SCHEMA = 'http://www.onvif.org/ver10/schema';
const EVENTS = 'http://www.onvif.org/ver10/events/wsdl';
const RECORDING = 'http://www.onvif.org/ver10/recording/wsdl';
const SEARCH = 'http://www.onvif.org/ver10/search/wsdl';
const NOTIFICATION = 'http://docs.oasis-open.org/wsn/b-2';
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';
const ACTIONS = {
  PullMessages: `${EVENTS}/PullPointSubscription/PullMessagesRequest`,
  Unsubscribe: `${NOTIFICATION.replace('b-2', 'bw-2')}/SubscriptionManager/UnsubscribeRequest`,
};
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const DIGEST_TYPE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';
const BASE64 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary';

export type DeviceOperation = 'GetSystemDateAndTime' | 'GetDeviceInformation';

export interface CameraCredential {
  readonly username: string;
  readonly password: string;
}

export const soapRequest = (operation: DeviceOperation, header = ''): string =>
  envelope(header, `<${operation} xmlns="${DEVICE}"/>`);

const envelope = (header: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${ENVELOPE}">${header}<s:Body>${body}</s:Body></s:Envelope>`;

/**
 * What deep checks ask (Core 25.12, 8.1.2 and 9; Media 24.12, 5; Media2 25.12, 5; Recording Search 22.06, 5; Recording
 * Control 22.06, 5).
 */
export type DeepQuestion =
  | { readonly operation: 'GetServices' | 'GetCapabilities' | 'GetNetworkProtocols' | 'GetDeviceInformation' }
  | { readonly operation: 'GetProfiles'; readonly service: 'media' | 'media2' }
  | {
      readonly operation: 'GetStreamUri' | 'GetSnapshotUri';
      readonly service: 'media' | 'media2';
      readonly profile: string;
    }
  | { readonly operation: 'GetRecordingSummary' | 'GetRecordingJobs' }
  | { readonly operation: 'GetRecordingJobState'; readonly job: string }
  | { readonly operation: 'CreatePullPointSubscription' }
  /** `echo`: header of the subscription's own, as the camera gave it (Axis), written by {@link deepRequest} as it is. */
  | { readonly operation: 'PullMessages' | 'Unsubscribe'; readonly to: string; readonly echo: string };

/** @param token the login's header block, or nothing */
export function deepRequest(question: DeepQuestion, token: string): string {
  const body = deepBody(question);
  if (!('echo' in question)) return envelope(token, body);
  const action = `<a:Action xmlns:a="${ADDRESSING}">${ACTIONS[question.operation]}</a:Action><a:To xmlns:a="${ADDRESSING}">${escapeXml(question.to)}</a:To>`;
  const login = token.replace(/^<s:Header>/, '').replace(/<\/s:Header>$/, '');
  return envelope(`<s:Header>${action}${question.echo}${login}</s:Header>`, body);
}

function deepBody(question: DeepQuestion): string {
  const { operation } = question;
  switch (operation) {
    case 'GetServices':
      return `<GetServices xmlns="${DEVICE}"><IncludeCapability>false</IncludeCapability></GetServices>`;
    case 'GetCapabilities':
      return `<GetCapabilities xmlns="${DEVICE}"><Category>All</Category></GetCapabilities>`;
    case 'GetNetworkProtocols':
    case 'GetDeviceInformation':
      return `<${operation} xmlns="${DEVICE}"/>`;
    case 'GetProfiles':
      return question.service === 'media'
        ? `<GetProfiles xmlns="${MEDIA}"/>`
        : `<GetProfiles xmlns="${MEDIA2}"><Type>VideoEncoder</Type></GetProfiles>`;
    case 'GetSnapshotUri':
    case 'GetStreamUri':
      return uriBody(question.service, operation, `<ProfileToken>${escapeXml(question.profile)}</ProfileToken>`);
    case 'GetRecordingSummary':
      return `<GetRecordingSummary xmlns="${SEARCH}"/>`;
    case 'GetRecordingJobs':
      return `<GetRecordingJobs xmlns="${RECORDING}"/>`;
    case 'GetRecordingJobState':
      return `<GetRecordingJobState xmlns="${RECORDING}"><JobToken>${escapeXml(question.job)}</JobToken></GetRecordingJobState>`;
    case 'CreatePullPointSubscription':
      return `<CreatePullPointSubscription xmlns="${EVENTS}"><InitialTerminationTime>PT30S</InitialTerminationTime></CreatePullPointSubscription>`;
    case 'PullMessages':
      return `<PullMessages xmlns="${EVENTS}"><Timeout>PT1S</Timeout><MessageLimit>64</MessageLimit></PullMessages>`;
    case 'Unsubscribe':
      return `<Unsubscribe xmlns="${NOTIFICATION}"/>`;
  }
}

function uriBody(service: 'media' | 'media2', operation: 'GetStreamUri' | 'GetSnapshotUri', token: string): string {
  if (service === 'media2') {
    const protocol = operation === 'GetStreamUri' ? '<Protocol>RtspUnicast</Protocol>' : '';
    return `<${operation} xmlns="${MEDIA2}">${protocol}${token}</${operation}>`;
  }
  const setup =
    operation === 'GetStreamUri'
      ? `<StreamSetup><Stream xmlns="${SCHEMA}">RTP-Unicast</Stream><Transport xmlns="${SCHEMA}"><Protocol>RTSP</Protocol></Transport></StreamSetup>`
      : '';
  return `<${operation} xmlns="${MEDIA}">${setup}${token}</${operation}>`;
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
