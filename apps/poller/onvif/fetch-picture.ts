import type { CameraPicture, PictureProblem } from '#libs/domain';
import { jpegSize } from './jpeg-size.ts';
import { mediaProfiles } from './media-profiles.ts';
import { SignedVisit, type VisitRequest } from './signed-visit.ts';
import { textOf } from './tag-scan.ts';

const LARGEST_PICTURE_BYTES = 4 * 1024 * 1024;

export type FetchedPicture =
  | { readonly kind: 'jpeg'; readonly jpeg: Buffer; readonly width: number; readonly height: number }
  | { readonly kind: 'none'; readonly reason: PictureProblem; readonly rejected: string | null };

/** One picture, to be measured and thrown away. */
export async function fetchPicture(request: VisitRequest): Promise<CameraPicture> {
  const picture = await fetchJpeg(request);
  if (picture.kind === 'none') return { kind: 'none', reason: picture.reason };
  const { jpeg, width, height } = picture;
  return { kind: 'jpeg', bytes: jpeg.length, width, height };
}

/**
 * Asks where the picture is and fetches it, from the registered host and port only, whatever addresses the camera
 * announces. Never throws for anything a camera does; bounded in bytes and time.
 */
export async function fetchJpeg(request: VisitRequest): Promise<FetchedPicture> {
  const visit = new SignedVisit(request, LARGEST_PICTURE_BYTES);
  const none = (reason: PictureProblem): FetchedPicture => ({ kind: 'none', reason, rejected: visit.rejected });
  try {
    const path = await snapshotPath(visit);
    if (path === null) return none('no_snapshot_service');
    const fetched = await visit.get(path);
    switch (fetched.kind) {
      case 'none':
        return none(fetched.reason === 'too_large' ? 'picture_too_large' : 'picture_missing');
      case 'plain_password':
        return none('picture_behind_plain_password');
      case 'login_needed':
        return none('picture_refused');
      case 'bytes': {
        if (fetched.status === 401 || fetched.status === 403) return none('picture_refused');
        if (fetched.status !== 200) return none('picture_missing');
        const size = jpegSize(fetched.body);
        return size === null ? none('not_a_picture') : { kind: 'jpeg', jpeg: fetched.body, ...size };
      }
    }
  } finally {
    visit.close();
  }
}

/** Path and query of the first profile's picture; null: it offers none (missing, "(null)", `rtsp://…` in the wild). */
async function snapshotPath(visit: SignedVisit): Promise<string | null> {
  const media = await mediaProfiles(visit);
  if (media === null) return null;
  const { path, service, profiles } = media;
  const answer = await visit.ask(path, { operation: 'GetSnapshotUri', service, profile: profiles[0]!.token });
  const address = answer.kind === 'answer' ? textOf(answer.body, 'Uri') : null;
  return address === null || !/^(?:https?:\/\/|\/)/i.test(address) ? null : visit.here(address);
}
