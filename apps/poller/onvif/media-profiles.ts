import type { SignedVisit } from './signed-visit.ts';
import { elementsOf, textOf } from './tag-scan.ts';

export interface MediaProfile {
  readonly token: string;
  /** `H264`, `H265` …; null: not told. */
  readonly encoding: string | null;
}

export interface MediaProfiles {
  readonly service: 'media' | 'media2';
  readonly path: string;
  /** At least one. */
  readonly profiles: readonly MediaProfile[];
}

const MOST_PROFILES = 32;

/** Media2 first: H.265 profiles stand only there (Media2 25.12, 5.2). Null: no profile in either. */
export async function mediaProfiles(visit: SignedVisit): Promise<MediaProfiles | null> {
  for (const service of ['media2', 'media'] as const) {
    const path = (await visit.pathOf(service)) ?? (service === 'media' ? visit.device : null);
    if (path === null) continue;
    const answer = await visit.ask(path, { operation: 'GetProfiles', service });
    const profiles = answer.kind === 'answer' ? profilesIn(answer.body) : [];
    if (profiles.length > 0) return { service, path, profiles };
  }
  return null;
}

function profilesIn(body: string): MediaProfile[] {
  return elementsOf(body, 'Profiles', MOST_PROFILES).flatMap(({ attributes, inner }) => {
    const token = /\btoken=(?:"([^"<>]{1,64})"|'([^'<>]{1,64})')/.exec(attributes);
    const name = token?.[1] ?? token?.[2];
    return name === undefined ? [] : [{ token: name, encoding: textOf(inner, 'Encoding') }];
  });
}

/** Path and query of the first profile's stream, and the port it announces; null: it names none. */
export async function streamAddress(
  visit: SignedVisit,
): Promise<{ readonly path: string; readonly port: number | null; readonly secure: boolean } | null> {
  const media = await mediaProfiles(visit);
  if (media === null) return null;
  const { service, path, profiles } = media;
  const answer = await visit.ask(path, { operation: 'GetStreamUri', service, profile: profiles[0]!.token });
  const address = answer.kind === 'answer' ? textOf(answer.body, 'Uri') : null;
  if (address === null || !/^rtsps?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const { protocol, port, pathname, search } = new URL(address);
  return { path: pathname + search, port: port === '' ? null : Number(port), secure: protocol === 'rtsps:' };
}
