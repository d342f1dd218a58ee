import { randomUUID } from 'node:crypto';
import { LoginGuard, type LockoutPolicy } from './login-guard.ts';

/** How the camera behaves on the wire; `normal` is a healthy one. Changed at run time. */
export type WireBehaviour =
  | 'normal'
  | 'refuse' // nothing listens: the caller gets "connection refused"
  | 'hang' // accepts and says nothing
  | 'reset' // accepts, then tears the connection down
  | 'slow_header' // one byte a second
  | 'slow_body' // one byte a second
  | 'cut_body' // promises more bytes than it sends, then hangs up
  | 'endless_body'
  | 'huge_body' // 10 MB of valid SOAP
  | 'gzip_bomb' // compressed without being asked: 10 MB in 10 KB
  | 'garbage' // not HTTP at all
  | 'garbage_body' // HTTP, but random bytes inside
  | 'login_page' // a web page with status 200
  | 'empty' // status 200, nothing inside
  | 'redirect'; // 307 to another host

/** All of them, for those who try each. */
export const WIRE_BEHAVIOURS: readonly WireBehaviour[] = [
  ...(['normal', 'refuse', 'hang', 'reset', 'slow_header', 'slow_body', 'cut_body', 'endless_body'] as const),
  ...(['huge_body', 'gzip_bomb', 'garbage', 'garbage_body', 'login_page', 'empty', 'redirect'] as const),
];

/** How its video port behaves; `dead_encoder` describes and plays, and nothing comes. */
export type StreamBehaviour =
  'normal' | 'silent' | 'cut' | 'garbage' | 'error' | 'no_video' | 'dead_encoder' | 'rejects_login';

/** What its pictures are like; `truncated`: half of a file. */
export type PictureBehaviour = 'normal' | 'black' | 'covered' | 'blurred' | 'moved' | 'frozen' | 'truncated';

/** What the camera says when asked for the time. */
export type ClockAnswer = 'utc' | 'missing_utc' | 'not_a_number' | 'second_60' | 'local_labelled_utc';

export interface CameraFaults {
  wire: WireBehaviour;
  stream: StreamBehaviour;
  picture: PictureBehaviour;
  /** What it says of its own recordings; `none`: it has no Profile G. */
  recording: 'normal' | 'stopped' | 'none';
  /** What it reports of itself; `none`: it has no events. */
  alarm: 'quiet' | 'tamper' | 'storage' | 'none';
  clockAnswer: ClockAnswer;
  /** How far the camera's own clock is ahead (+) or behind (−), in seconds. */
  clockOffsetSeconds: number;
  /** Host that the camera puts into the service addresses it announces; null: its own. */
  announcedHost: string | null;
  /** Demands a password even for the calls that ONVIF leaves open (seen on some Hikvision models). */
  passwordForEverything: boolean;
  /** Answers a wrong password with an error that says nothing. */
  refusesWithNothing: boolean;
}

export interface CameraIdentity {
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
  readonly hardwareId: string;
  readonly name: string;
  readonly location: string;
}

export type LoginMethod = 'ws_username_token' | 'digest_md5' | 'digest_sha256' | 'digest_md5_without_qop';

export interface SimulatedCameraOptions {
  /** One address of 127.0.0.0/8; the camera is recognised by it and by nothing else. */
  readonly address: string;
  readonly username?: string;
  readonly password?: string;
  readonly identity?: Partial<CameraIdentity>;
  readonly loginMethods?: readonly LoginMethod[];
  /** HTTP Digest realm as it is announced. */
  readonly realm?: string;
  readonly lockout?: LockoutPolicy;
  readonly discoverable?: boolean;
  /** `Created` may differ from the camera's clock by this many seconds (Axis: 10). */
  readonly createdWindowSeconds?: number;
  /** False: it has no ONVIF at all, only its video. */
  readonly onvif?: boolean;
  /** Its video asks for the password in clear. */
  readonly basicOnly?: boolean;
  /** It has an https door with a certificate of its own making that ends then, epoch ms; null: http only. */
  readonly certificateEndsAt?: number | null;
}

const ordinaryIdentity: CameraIdentity = {
  manufacturer: 'Canh Thon Simulator',
  model: 'SC-200',
  firmware: '2.10',
  serial: '00000000000000000001',
  hardwareId: 'rev1',
  name: 'Camera mo phong',
  location: 'Dan Phuong',
};

/** One camera: who it is, what is wrong with it now, and what was asked of it so far. */
export class SimulatedCamera {
  readonly address: string;
  readonly urn = `urn:uuid:${randomUUID()}`;
  readonly identity: CameraIdentity;
  readonly loginMethods: readonly LoginMethod[];
  readonly realm: string;
  readonly discoverable: boolean;
  readonly createdWindowSeconds: number;
  readonly onvif: boolean;
  readonly basicOnly: boolean;
  readonly guard: LoginGuard;
  /** Number of requests by operation name, and of TCP connections. */
  readonly asked = new Map<string, number>();
  connections = 0;
  /** The picture that it goes on showing since it froze. */
  frozenPicture: Buffer | null = null;
  /** Open subscriptions to its events. */
  readonly pullPoints = new Set<string>();
  lastPullPoint = 0;
  faults: CameraFaults = {
    wire: 'normal',
    stream: 'normal',
    picture: 'normal',
    recording: 'normal',
    alarm: 'quiet',
    clockAnswer: 'utc',
    clockOffsetSeconds: 0,
    announcedHost: null,
    passwordForEverything: false,
    refusesWithNothing: false,
  };
  username: string;
  password: string;
  certificateEndsAt: number | null;

  constructor(options: SimulatedCameraOptions) {
    if (!/^127(\.\d{1,3}){3}$/.test(options.address)) {
      throw new Error(`A simulated camera lives on loopback only, not on ${options.address}`);
    }
    this.address = options.address;
    this.username = options.username ?? 'admin';
    this.password = options.password ?? 'Thon-2026';
    this.identity = { ...ordinaryIdentity, ...options.identity };
    this.loginMethods = options.loginMethods ?? ['ws_username_token'];
    this.realm = options.realm ?? 'IP Camera';
    this.discoverable = options.discoverable ?? true;
    this.createdWindowSeconds = options.createdWindowSeconds ?? 10;
    this.onvif = options.onvif ?? true;
    this.basicOnly = options.basicOnly ?? false;
    this.certificateEndsAt = options.certificateEndsAt ?? null;
    this.guard = new LoginGuard(options.lockout ?? { kind: 'none' });
  }

  /** Epoch milliseconds on the camera's own clock when the true time is `now`. */
  clockAt(now: number): number {
    return now + this.faults.clockOffsetSeconds * 1000;
  }

  count(operation: string): void {
    this.asked.set(operation, (this.asked.get(operation) ?? 0) + 1);
  }
}
