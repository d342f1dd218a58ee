import type { ServiceContext } from './device-service.ts';
import { textOf, type XmlNode } from './soap-message.ts';

/** The ONVIF media service (Media 24.12): two H.264 profiles of one sensor. All of it asks for a password. */

interface Profile {
  readonly token: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly kilobitsPerSecond: number;
}

const profiles: readonly Profile[] = [
  { token: 'main', name: 'MainStream', width: 1920, height: 1080, framesPerSecond: 20, kilobitsPerSecond: 2048 },
  { token: 'sub', name: 'SubStream', width: 640, height: 360, framesPerSecond: 10, kilobitsPerSecond: 384 },
];

export const mediaOperations: Readonly<Record<string, (context: ServiceContext, parameters: XmlNode) => string>> = {
  GetProfiles: () =>
    `<trt:GetProfilesResponse>${profiles.map((one) => profile('trt:Profiles', one)).join('')}</trt:GetProfilesResponse>`,
  GetProfile: (_context, parameters) =>
    `<trt:GetProfileResponse>${profile('trt:Profile', profileOf(parameters))}</trt:GetProfileResponse>`,
  GetVideoSources: () =>
    '<trt:GetVideoSourcesResponse><trt:VideoSources token="sensor"><tt:Framerate>20</tt:Framerate>' +
    '<tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution></trt:VideoSources></trt:GetVideoSourcesResponse>',
  GetStreamUri: ({ origin }, parameters) =>
    mediaUri('GetStreamUri', `${origin.replace(/^http/, 'rtsp')}/stream/${profileOf(parameters).token}`),
  GetSnapshotUri: ({ origin }, parameters) =>
    mediaUri('GetSnapshotUri', `${origin}/snapshot/${profileOf(parameters).token}`),
};

function profileOf(parameters: XmlNode): Profile {
  const token = textOf(parameters['ProfileToken']);
  return profiles.find((one) => one.token === token) ?? profiles[0]!;
}

function mediaUri(operation: string, uri: string): string {
  return (
    `<trt:${operation}Response><trt:MediaUri><tt:Uri>${uri}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>` +
    `<tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:${operation}Response>`
  );
}

function profile(element: string, one: Profile): string {
  return (
    `<${element} token="${one.token}" fixed="true"><tt:Name>${one.name}</tt:Name>` +
    '<tt:VideoSourceConfiguration token="source"><tt:Name>Source</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>sensor</tt:SourceToken>' +
    '<tt:Bounds x="0" y="0" width="1920" height="1080"/></tt:VideoSourceConfiguration>' +
    `<tt:VideoEncoderConfiguration token="encoder_${one.token}"><tt:Name>${one.name}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding>` +
    `<tt:Resolution><tt:Width>${one.width}</tt:Width><tt:Height>${one.height}</tt:Height></tt:Resolution><tt:Quality>4</tt:Quality>` +
    `<tt:RateControl><tt:FrameRateLimit>${one.framesPerSecond}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval>` +
    `<tt:BitrateLimit>${one.kilobitsPerSecond}</tt:BitrateLimit></tt:RateControl>` +
    '<tt:H264><tt:GovLength>40</tt:GovLength><tt:H264Profile>Main</tt:H264Profile></tt:H264><tt:SessionTimeout>PT60S</tt:SessionTimeout>' +
    `</tt:VideoEncoderConfiguration></${element}>`
  );
}
