import type { StreamOutcome } from '#libs/domain';
import type { AddressPolicy } from '#libs/runtime';
import { chooseChallenge, digestAuthorization } from '../onvif/http-digest.ts';
import type { Authentication, CameraCredential } from '../onvif/index.ts';
import { atHost, controlUri, type VideoTrack, videoTracks } from './describe.ts';
import { RtspConnection, RtspFailure } from './rtsp-connection.ts';
import { headersOf, type RtspAnswer } from './rtsp-reader.ts';

export interface StreamRequest {
  /** `rtsp://` or `rtsps://`: the registered host with the path of the stream; a port in it is the one asked. */
  readonly url: URL;
  readonly port: number;
  readonly credential: CameraCredential | null;
  /** The installer allowed the password in clear for this camera. */
  readonly basicAllowed: boolean;
  /** For all of it together, ms. */
  readonly deadlineMs: number;
  readonly policy: AddressPolicy;
  /** Measures, decides nothing. */
  readonly clock: { now(): number };
}

export interface StreamVisit {
  readonly outcome: StreamOutcome;
  /** What it means for the shared guard of the credential. */
  readonly authentication: Authentication;
}

/**
 * Is there video? Asks for the description (RFC 2326, 10.2), with one login at most, then sets the first video track
 * up over this very connection and waits for one packet. Never throws for anything a camera does.
 */
export async function checkStream(request: StreamRequest): Promise<StreamVisit> {
  let connection: RtspConnection | null = null;
  const visit = new Visit(request);
  try {
    connection = new RtspConnection(request);
    return await visit.run(connection);
  } catch (error) {
    if (!(error instanceof RtspFailure)) throw error;
    return { outcome: failure(error), authentication: visit.authentication };
  } finally {
    connection?.close();
  }
}

function failure({ problem, message }: RtspFailure): StreamOutcome {
  const failed = (reason: 'refused' | 'silent' | 'cut_short' | 'not_rtsp'): StreamOutcome => ({
    ...{ kind: 'failed', reason, status: null, detail: message },
  });
  switch (problem) {
    case 'refused':
    case 'cut_short':
    case 'not_rtsp':
      return failed(problem);
    case 'deadline':
      return failed('silent');
    case 'tls':
      return failed('not_rtsp');
    case 'unreachable':
    case 'name_not_found':
    case 'address_not_allowed':
      return { kind: 'unanswered', detail: message };
  }
}

class Visit {
  #login: Authentication | null = null;
  /** Logins sent. */
  #attempts = 0;
  readonly #base: URL;
  #sign: (method: string, uri: string) => Record<string, string> = () => ({});

  constructor(private readonly request: StreamRequest) {
    const { url, port } = request;
    // The host as it was registered, never as it was announced; a name inside the address is left behind.
    const host = url.hostname;
    this.#base = new URL(`${url.protocol}//${host}:${port}${url.pathname}${url.search}`);
  }

  async run(connection: RtspConnection): Promise<StreamVisit> {
    const startedAt = this.request.clock.now();
    const described = await this.#describe(connection);
    if ('kind' in described && described.kind !== 'answer')
      return { outcome: described, authentication: this.authentication };
    const tracks = videoTracks(described.body);
    const [first] = tracks;
    const describeMs = this.request.clock.now() - startedAt;
    if (first === undefined) {
      const detail = described.body === '' ? 'the description is empty' : 'the description has no video';
      return {
        outcome: { kind: 'failed', reason: 'without_video', status: 200, detail },
        authentication: this.authentication,
      };
    }
    const packet = await this.#play(connection, described, first);
    const packetMs = packet === 'seen' ? this.request.clock.now() - startedAt : null;
    const codecs = tracks.map(({ codec }) => codec);
    return { outcome: { kind: 'video', codecs, packet, describeMs, packetMs }, authentication: this.authentication };
  }

  get authentication(): Authentication {
    return (
      this.#login ?? { state: 'unknown', attempts: this.#attempts, detail: 'the video port said neither yes nor no' }
    );
  }

  async #describe(connection: RtspConnection): Promise<RtspAnswer | StreamOutcome> {
    const uri = atHost(this.#base, this.#base.pathname + this.#base.search);
    const accept = { Accept: 'application/sdp' };
    const open = await connection.ask('DESCRIBE', uri, accept);
    if (open.status !== 401) {
      if (open.status === 200) this.#login = { state: 'not_required' };
      return open.status === 200 ? open : refusedBy(open);
    }
    const signer = this.#signer(open);
    if (typeof signer === 'string') return { kind: 'login', state: signer, detail: 'RTSP 401' };
    this.#attempts += 1;
    let answer = await connection.ask('DESCRIBE', uri, { ...accept, ...signer('DESCRIBE', uri) });
    let sign = signer;
    // "stale": right answer, old nonce (RFC 7616, 3.3). It is not a wrong login.
    if (answer.status === 401 && saysStale(answer)) {
      const again = this.#signer(answer);
      if (typeof again !== 'string') {
        this.#attempts += 1;
        answer = await connection.ask('DESCRIBE', uri, { ...accept, ...again('DESCRIBE', uri) });
        sign = again;
      }
    }
    if (answer.status === 401 || answer.status === 403) {
      const detail = `RTSP ${answer.status}`;
      this.#login = { state: 'rejected', method: 'digest', attempts: this.#attempts, attemptsLeft: null, detail };
      return { kind: 'login', state: 'rejected', detail };
    }
    this.#login = { state: 'accepted', method: 'digest', clockOffset: 0 };
    this.#sign = sign;
    return answer.status === 200 ? answer : refusedBy(answer);
  }

  #signer(answer: RtspAnswer): ((method: string, uri: string) => Record<string, string>) | 'needed' | 'plain_only' {
    const { credential, basicAllowed } = this.request;
    if (credential === null) {
      this.#login = { state: 'not_tried', reason: 'no_credential' };
      return 'needed';
    }
    const challenges = headersOf(answer, 'www-authenticate');
    const offered = chooseChallenge(challenges);
    if (offered.kind === 'digest') {
      let nonceCount = 0;
      return (method, uri) => {
        nonceCount += 1;
        return {
          Authorization: digestAuthorization(offered.challenge, credential, {
            method,
            path: uri,
            body: '',
            nonceCount,
          }),
        };
      };
    }
    const offersBasic = challenges.some((challenge) => /(?:^|,\s*)basic(?:\s|$)/i.test(challenge));
    if (!offersBasic || !basicAllowed) {
      this.#login = { state: 'not_tried', reason: 'basic_only' };
      return 'plain_only';
    }
    const secret = Buffer.from(`${credential.username}:${credential.password}`, 'utf8').toString('base64');
    return () => ({ Authorization: `Basic ${secret}` });
  }

  /** One packet of the first video track, over this connection (RFC 2326, 10.12); then good-bye. */
  async #play(
    connection: RtspConnection,
    described: RtspAnswer,
    track: VideoTrack,
  ): Promise<'seen' | 'not_seen' | 'not_offered'> {
    const contentBase = headersOf(described, 'content-base')[0] ?? null;
    const trackUri = controlUri(this.#base, contentBase, track.control);
    const whole = controlUri(this.#base, contentBase, null);
    let session = '';
    try {
      const transport = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' };
      const setUp = await connection.ask('SETUP', trackUri, { ...transport, ...this.#sign('SETUP', trackUri) });
      session = /^[^\s;,]{1,200}/.exec(headersOf(setUp, 'session')[0] ?? '')?.[0] ?? '';
      // Too many viewers, or no TCP: what was described is all there is to know.
      if (setUp.status !== 200 || session === '') return 'not_offered';
      const range = { Session: session, Range: 'npt=0.000-' };
      const played = await connection.ask('PLAY', whole, { ...range, ...this.#sign('PLAY', whole) });
      if (played.status !== 200) return 'not_offered';
      await connection.packet();
      return 'seen';
    } catch (error) {
      if (!(error instanceof RtspFailure)) throw error;
      return session === '' ? 'not_offered' : 'not_seen';
    } finally {
      // Sessions are few; the camera frees it at once instead of after a minute.
      if (session !== '') connection.tell('TEARDOWN', whole, { Session: session, ...this.#sign('TEARDOWN', whole) });
    }
  }
}

function saysStale(answer: RtspAnswer): boolean {
  const offered = chooseChallenge(headersOf(answer, 'www-authenticate'));
  return offered.kind === 'digest' && offered.challenge.stale;
}

const refusedBy = ({ status }: RtspAnswer): StreamOutcome => ({
  ...{ kind: 'failed', reason: 'error', status, detail: `RTSP ${status}` },
});
