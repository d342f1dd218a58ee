/** What a session description says of video (RFC 8866): nothing else of it is read. */

export interface VideoTrack {
  /** As named by `a=rtpmap` (`H264`, `H265` …), `?` where it is not. */
  readonly codec: string;
  /** `a=control` as written; null: there is none. */
  readonly control: string | null;
}

const MOST_TRACKS = 8;

export function videoTracks(sdp: string): VideoTrack[] {
  const sections = sdp.split(/\r?\n(?=m=)/).filter((section) => /^m=video[ \t]/.test(section));
  return sections.slice(0, MOST_TRACKS).map((section) => ({
    codec: /^a=rtpmap:\d{1,3}[ \t]{1,4}([\w.-]{1,32})\//m.exec(section)?.[1]?.toUpperCase() ?? '?',
    control: /^a=control:[ \t]{0,4}([^\r\n]{1,1000})/m.exec(section)?.[1]?.trim() ?? null,
  }));
}

/**
 * Where to set the track up, always at the registered host: of what the camera writes only path and query count.
 * @param base the registered host with the path of the description
 */
export function controlUri(base: URL, contentBase: string | null, control: string | null): string {
  const announced = contentBase !== null && URL.canParse(contentBase) ? new URL(contentBase) : null;
  const from = announced === null ? base.href : atHost(base, announced.pathname + announced.search);
  if (control === null || control === '*') return from;
  if (/^[a-z][a-z\d+.-]{0,20}:\/\//i.test(control)) {
    if (!URL.canParse(control)) return from;
    const { pathname, search } = new URL(control);
    return atHost(base, pathname + search);
  }
  if (control.startsWith('/')) return atHost(base, control);
  // Appended as it is, not resolved: that is how cameras mean it (RFC 2326, C.1.1, as it is practised).
  return from.endsWith('/') ? from + control : `${from}/${control}`;
}

/** `rtsp://registered-host:port` with another path; no character that would end the line. */
export const atHost = (base: URL, path: string): string =>
  `${base.protocol}//${base.host}${path.startsWith('/') ? path : `/${path}`}`.replaceAll(/[^\x21-\x7e]/g, '');
