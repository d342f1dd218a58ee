import { Inject, Injectable } from '@nestjs/common';
import { type EdgeAnswer, type EdgeTask, edgeTaskScope, MAX_PAYLOAD_BYTES, readEdgeTask } from '#libs/contracts';
import type { CameraDiscoveryResult, EpochMs } from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, type Logger, LOGGER, openSealedFor } from '#libs/runtime';
import { discoverCameras } from '../discovery/discover-cameras.ts';
import { identifyCamera } from '../discovery/identify-camera.ts';
import type { Authentication, CameraCredential } from '../onvif/index.ts';
import { checkCamera } from '../operations/check-camera.ts';
import { Logins } from '../polling/ports.ts';
import type { WatchedCamera } from '../polling/watched-camera.ts';
import type { AgentState } from './agent-state.ts';
import { EdgeUplink } from './edge-uplink.ts';
import { AGENT, EdgeWatch } from './edge-watch.ts';

const MOST_WAITING = 50;
/** Room for the frame around what is answered. */
const ANSWER_BYTES = MAX_PAYLOAD_BYTES - 512;

type Answer = Omit<EdgeAnswer, 'taskId'>;
type Identify = Extract<EdgeTask, { name: 'identify_camera' }>;

/** Does what installers ask of this network, one thing at a time: which cameras are there, what is this one, does it work? */
@Injectable()
export class EdgeTasks {
  #waiting: EdgeTask[] = [];
  #doing: Promise<void> | null = null;

  constructor(
    private readonly watch: EdgeWatch,
    private readonly logins: Logins,
    private readonly uplink: EdgeUplink,
    private readonly policy: AddressPolicy,
    @Inject(AGENT) private readonly agent: AgentState,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** False: nothing that this program knows how to do. */
  take(text: string): boolean {
    const task = readEdgeTask(text);
    if (task !== null && this.#waiting.length < MOST_WAITING) this.#waiting.push(task);
    return task !== null;
  }

  /** Begins the next one, in the background: an answer is acknowledged when the server has it on record. */
  work(now: EpochMs): void {
    if (this.#doing !== null) return;
    this.#waiting = this.#waiting.filter(({ expiresAt }) => Date.parse(expiresAt) > now);
    // A camera that was registered just now may be asked about before we were told of it.
    const next = this.#waiting.find((task) => task.name !== 'check_camera' || this.#cameraOf(task.arguments) !== null);
    if (next === undefined) return;
    this.#waiting = this.#waiting.filter((task) => task !== next);
    this.#doing = this.#do(next).finally(() => (this.#doing = null));
  }

  async #do(task: EdgeTask): Promise<void> {
    for (const answer of await this.#answersTo(task)) {
      const told = await this.uplink.publish('answers', JSON.stringify({ taskId: task.commandId, ...answer }));
      if (!told) return;
    }
  }

  async #answersTo(task: EdgeTask): Promise<Answer[]> {
    try {
      switch (task.name) {
        case 'discover_cameras':
          return inParts(await discoverCameras(this.policy));
        case 'identify_camera':
          return [await this.#identify(task)];
        case 'check_camera':
          return [await this.#check(task.arguments)];
      }
    } catch (err) {
      this.logger.error({ taskId: task.commandId, name: task.name, err }, 'What the server asked for failed');
      return [{ failed: true }];
    }
  }

  /** One login at most; how many were made is told, so that all tries at that machine are counted in one place. */
  async #identify(task: Identify): Promise<Answer> {
    const { policy, clock } = this;
    const credential = this.#credentialOf(task);
    let tries = credential === null ? undefined : 0;
    const identified = await identifyCamera({
      ...{ url: new URL(task.arguments.url), credential, policy, clock, mayTryAgain: task.arguments.mayTryAgain },
      remember: async (authentication) => void (tries = triesOf(authentication)),
    });
    const { profiles, ...rest } = identified;
    const kept = profiles.map((profile) => ({ ...profile }));
    while (Buffer.byteLength(JSON.stringify(kept)) > ANSWER_BYTES / 2) kept.pop();
    return { identified: { ...rest, profiles: kept }, ...(tries !== undefined && { tries }) };
  }

  #credentialOf({ commandId, arguments: { username, sealedPassword } }: Identify): CameraCredential | null {
    if (username === undefined || sealedPassword === undefined) return null;
    const scope = edgeTaskScope(this.agent.deviceId, commandId);
    const password = openSealedFor(this.agent.privateKey, Buffer.from(sealedPassword, 'base64'), scope);
    return { username, password };
  }

  /** As any visit: with the registered password, if it may be tried now. */
  async #check(given: { readonly deviceId: string }): Promise<Answer> {
    const camera = this.#cameraOf(given);
    if (camera === null) return { failed: true };
    const right = await this.logins.rightFor(camera, this.clock.now());
    const { policy, clock } = this;
    const row = { ...camera.row, credentialState: camera.login.state };
    const checked = await checkCamera({
      ...{ row, right, policy, clock },
      remember: (authentication, at) => this.logins.remember(camera, authentication, right, at),
    });
    return { checked };
  }

  #cameraOf({ deviceId }: { readonly deviceId: string }): WatchedCamera | null {
    return [...this.watch.cameras.values()].find(({ row }) => row.deviceId === deviceId) ?? null;
  }
}

const triesOf = (authentication: Authentication): number => {
  if (authentication.state === 'accepted' || authentication.state === 'not_required') return -1;
  return 'attempts' in authentication ? authentication.attempts : 0;
};

/** At least one part, and none larger than a door takes. */
function inParts({ cameras, truncated }: CameraDiscoveryResult): Answer[] {
  const parts: CameraDiscoveryResult['cameras'][number][][] = [[]];
  let room = ANSWER_BYTES;
  for (const camera of cameras) {
    const bytes = Buffer.byteLength(JSON.stringify(camera)) + 1;
    if (bytes > room) {
      parts.push([]);
      room = ANSWER_BYTES;
    }
    parts.at(-1)?.push(camera);
    room -= bytes;
  }
  return parts.map((part, index) => ({ found: { cameras: part, truncated, more: index < parts.length - 1 } }));
}
