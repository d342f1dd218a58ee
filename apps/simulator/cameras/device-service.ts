import type { SimulatedCamera } from './simulated-camera.ts';
import { escapeXml } from './soap-message.ts';

/** The ONVIF device service (Core 25.12 chapter 8), as far as installers' tools ask for it. */

export interface ServiceContext {
  readonly camera: SimulatedCamera;
  readonly now: number;
  /** `http://host:port` that the camera announces for its services. */
  readonly origin: string;
}

/** Open to everybody: access class PRE_AUTH (Core 25.12, 5.9.4.3). */
export const openDeviceOperations: ReadonlySet<string> = new Set([
  'GetSystemDateAndTime',
  'GetCapabilities',
  'GetServices',
  'GetServiceCapabilities',
  'GetHostname',
  'GetWsdlUrl',
  'GetEndpointReference',
]);

export const deviceOperations: Readonly<Record<string, (context: ServiceContext) => string>> = {
  GetSystemDateAndTime: systemDateAndTime,
  GetDeviceInformation: ({ camera: { identity } }) =>
    '<tds:GetDeviceInformationResponse>' +
    `<tds:Manufacturer>${escapeXml(identity.manufacturer)}</tds:Manufacturer><tds:Model>${escapeXml(identity.model)}</tds:Model>` +
    `<tds:FirmwareVersion>${escapeXml(identity.firmware)}</tds:FirmwareVersion>` +
    `<tds:SerialNumber>${escapeXml(identity.serial)}</tds:SerialNumber><tds:HardwareId>${escapeXml(identity.hardwareId)}</tds:HardwareId>` +
    '</tds:GetDeviceInformationResponse>',
  GetCapabilities: ({ origin }) =>
    '<tds:GetCapabilitiesResponse><tds:Capabilities>' +
    `<tt:Device><tt:XAddr>${origin}/onvif/device_service</tt:XAddr></tt:Device>` +
    `<tt:Media><tt:XAddr>${origin}/onvif/media_service</tt:XAddr>` +
    '<tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP>' +
    '</tt:StreamingCapabilities></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>',
  GetServices: ({ origin, camera }) =>
    '<tds:GetServicesResponse>' +
    service('http://www.onvif.org/ver10/device/wsdl', `${origin}/onvif/device_service`) +
    service('http://www.onvif.org/ver10/media/wsdl', `${origin}/onvif/media_service`) +
    (camera.faults.recording === 'none'
      ? ''
      : service('http://www.onvif.org/ver10/search/wsdl', `${origin}/onvif/search_service`) +
        service('http://www.onvif.org/ver10/recording/wsdl', `${origin}/onvif/recording_service`)) +
    (camera.faults.alarm === 'none'
      ? ''
      : service('http://www.onvif.org/ver10/events/wsdl', `${origin}/onvif/event_service`)) +
    '</tds:GetServicesResponse>',
  GetServiceCapabilities: () =>
    '<tds:GetServiceCapabilitiesResponse><tds:Capabilities><tds:Network/><tds:Security UsernameToken="true" HttpDigest="true"/><tds:System/>' +
    '</tds:Capabilities></tds:GetServiceCapabilitiesResponse>',
  GetNetworkProtocols: ({ camera }) =>
    `<tds:GetNetworkProtocolsResponse>${protocol('HTTP', true, 80)}${protocol('HTTPS', camera.certificateEndsAt !== null, 443)}` +
    '</tds:GetNetworkProtocolsResponse>',
  GetScopes: ({ camera }) =>
    `<tds:GetScopesResponse>${scopesOf(camera)
      .map((scope) => `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${scope}</tt:ScopeItem></tds:Scopes>`)
      .join('')}</tds:GetScopesResponse>`,
  GetHostname: ({ camera }) =>
    '<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP>' +
    `<tt:Name>camera-${camera.address.replaceAll('.', '-')}</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>`,
  GetNetworkInterfaces: ({ camera }) =>
    '<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled>' +
    `<tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>${hardwareAddressOf(camera)}</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info>` +
    `<tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>${camera.address}</tt:Address><tt:PrefixLength>8</tt:PrefixLength></tt:Manual>` +
    '<tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4></tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>',
  GetEndpointReference: ({ camera }) =>
    `<tds:GetEndpointReferenceResponse><tds:GUID>${camera.urn}</tds:GUID></tds:GetEndpointReferenceResponse>`,
  GetWsdlUrl: () => '<tds:GetWsdlUrlResponse><tds:WsdlUrl>http://www.onvif.org/</tds:WsdlUrl></tds:GetWsdlUrlResponse>',
};

export function scopesOf(camera: SimulatedCamera): string[] {
  const { name, hardwareId, location } = camera.identity;
  return [
    'onvif://www.onvif.org/Profile/Streaming',
    'onvif://www.onvif.org/type/video_encoder',
    `onvif://www.onvif.org/name/${encodeURIComponent(name)}`,
    `onvif://www.onvif.org/hardware/${encodeURIComponent(hardwareId)}`,
    `onvif://www.onvif.org/location/${encodeURIComponent(location)}`,
  ];
}

function systemDateAndTime({ camera, now }: ServiceContext): string {
  const shown = camera.clockAt(now) + (camera.faults.clockAnswer === 'local_labelled_utc' ? 7 * 3_600_000 : 0);
  const local = camera.clockAt(now) + 7 * 3_600_000;
  const utc =
    camera.faults.clockAnswer === 'missing_utc' ? '' : `<tt:UTCDateTime>${dateTime(camera, shown)}</tt:UTCDateTime>`;
  return (
    '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>' +
    `<tt:TimeZone><tt:TZ>CST-7:00:00</tt:TZ></tt:TimeZone>${utc}<tt:LocalDateTime>${dateTime(camera, local)}</tt:LocalDateTime>` +
    '</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>'
  );
}

function dateTime(camera: SimulatedCamera, at: number): string {
  const time = new Date(at);
  const second = camera.faults.clockAnswer === 'second_60' ? 60 : time.getUTCSeconds();
  const hour = camera.faults.clockAnswer === 'not_a_number' ? 'NaN' : time.getUTCHours();
  return (
    `<tt:Time><tt:Hour>${hour}</tt:Hour><tt:Minute>${time.getUTCMinutes()}</tt:Minute><tt:Second>${second}</tt:Second></tt:Time>` +
    `<tt:Date><tt:Year>${time.getUTCFullYear()}</tt:Year><tt:Month>${time.getUTCMonth() + 1}</tt:Month><tt:Day>${time.getUTCDate()}</tt:Day></tt:Date>`
  );
}

const protocol = (name: string, isEnabled: boolean, port: number): string =>
  `<tds:NetworkProtocols><tt:Name>${name}</tt:Name><tt:Enabled>${isEnabled}</tt:Enabled><tt:Port>${port}</tt:Port></tds:NetworkProtocols>`;

function service(namespace: string, address: string): string {
  return (
    `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>${address}</tds:XAddr>` +
    '<tds:Version><tt:Major>22</tt:Major><tt:Minor>12</tt:Minor></tds:Version></tds:Service>'
  );
}

function hardwareAddressOf(camera: SimulatedCamera): string {
  // 02:… marks a locally administered address; it follows from the camera's own address.
  return ['02', '00', ...camera.address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(':');
}
