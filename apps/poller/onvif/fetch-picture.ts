import { randomBytes } from 'node:crypto';
import type { CameraPicture, PictureProblem } from '#libs/domain';
import type { AddressPolicy } from '#libs/runtime';
import { CameraConnection } from './camera-connection.ts';
import { chooseChallenge, digestAuthorization } from './http-digest.ts';
import { jpegSize } from './jpeg-size.ts';
import type { LoginMethod } from './probe-outcome.ts';
import { type CameraCredential, type PictureOperation, soapRequest, usernameTokenHeader } from './soap-request.ts';
import { textOf } from './tag-scan.ts';

const LARGEST_PICTURE_BYTES = 4 * 1024 * 1024;

export interface PictureRequest {
  /** The registered device service. */
  readonly url: URL;
  /** With which the camera has just let us in; null: it asks for none. */
  readonly login: {
    readonly credential: CameraCredential;
    readonly method: LoginMethod;
    /** Camera's clock minus ours, ms. */
    readonly offset: number;
  } | null;
  /** For all of it together, ms. */
  readonly deadlineMs: number;
  readonly clock: { now(): number };
  readonly policy: AddressPolicy;
}

/**
 * One picture, to be measured and thrown away: asks where it is and fetches it, from the registered host and port
 * only, whatever addresses the camera announces. Never throws for anything a camera does; bounded in bytes and time.
 */
export async function fetchPicture(request: PictureRequest): Promise<CameraPicture> {
  const { url, deadlineMs, policy } = request;
  const { origin } = url;
  const connection = new CameraConnection({ origin, deadlineMs, policy, largestAnswerBytes: LARGEST_PICTURE_BYTES });
  try {
    const visit = new PictureVisit(connection, request);
    const path = await visit.snapshotPath();
    return path === null ? none('no_snapshot_service') : await visit.fetch(path);
  } finally {
    await connection.close();
  }
}

const none = (reason: PictureProblem): CameraPicture => ({ kind: 'none', reason });

class PictureVisit {
  constructor(
    private readonly connection: CameraConnection,
    private readonly request: PictureRequest,
  ) {}

  /** Path and query of the first profile's picture; null: it offers none. */
  async snapshotPath(): Promise<string | null> {
    const { url } = this.request;
    const device = url.pathname + url.search;
    const media = pathOf(textOf(await this.#ask(device, 'GetCapabilities'), 'XAddr'), url.origin) ?? device;
    const profiles = await this.#ask(media, 'GetProfiles');
    const token = /<(?:[\w.-]{1,32}:)?Profiles\s[^>]{0,500}?\btoken="([^"<>]{1,64})"/.exec(profiles)?.[1];
    if (token === undefined) return null;
    return pathOf(textOf(await this.#ask(media, 'GetSnapshotUri', token), 'Uri'), url.origin);
  }

  async fetch(path: string): Promise<CameraPicture> {
    const open = await this.connection.get(path);
    if (open.kind !== 'bytes') return missing(open);
    if (open.answer.status !== 401) return judge(open.answer.status, open.answer.body);
    const offered = chooseChallenge(open.answer.challenges);
    if (offered.kind !== 'digest') return none('picture_behind_plain_password');
    const { login } = this.request;
    if (login === null) return none('picture_refused');
    const question = { method: 'GET', path, body: '', nonceCount: 1 } as const;
    const signed = await this.connection.get(path, digestAuthorization(offered.challenge, login.credential, question));
    return signed.kind === 'bytes' ? judge(signed.answer.status, signed.answer.body) : missing(signed);
  }

  /** The answer's text; empty when there was none. */
  async #ask(path: string, operation: PictureOperation, profile = ''): Promise<string> {
    const { login, clock } = this.request;
    const header =
      login?.method === 'ws_username_token'
        ? usernameTokenHeader(login.credential, clock.now() + login.offset, randomBytes(16))
        : '';
    const body = soapRequest(operation, header, profile);
    const first = await this.connection.post(path, body);
    if (first.kind !== 'answer') return '';
    const offered = chooseChallenge(first.answer.challenges);
    if (first.answer.status !== 401 || login?.method !== 'digest' || offered.kind !== 'digest')
      return first.answer.body;
    const authorization = digestAuthorization(offered.challenge, login.credential, { path, body, nonceCount: 1 });
    const signed = await this.connection.post(path, body, authorization);
    return signed.kind === 'answer' ? signed.answer.body : '';
  }
}

/** Where it lies at the registered host: what a camera behind a router announces is its own inner address. */
function pathOf(address: string | null, origin: string): string | null {
  if (address === null || address === '' || !URL.canParse(address, origin)) return null;
  const { pathname, search } = new URL(address, origin);
  return pathname + search;
}

const missing = (result: { readonly reason: string }): CameraPicture =>
  none(result.reason === 'too_large' ? 'picture_too_large' : 'picture_missing');

function judge(status: number, body: Buffer): CameraPicture {
  if (status === 401 || status === 403) return none('picture_refused');
  if (status !== 200) return none('picture_missing');
  const size = jpegSize(body);
  return size === null ? none('not_a_picture') : { kind: 'jpeg', bytes: body.length, ...size };
}
