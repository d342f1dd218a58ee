import { edgePasswordScope, type EdgeConfig, writeEdgeConfig } from '#libs/contracts';
import type { AgentCameras, EdgeStore } from '#libs/database';
import { cameraPasswordScope, type DeviceNo, type EpochMs, HOUR, SECOND } from '#libs/domain';
import { type Logger, sealFor, type SecretBox } from '#libs/runtime';
import type { DeviceDoor, Speaker } from '../door/speaker.ts';

/** How often we look whether a password may be tried again. */
const GRANTS_EVERY = 5 * SECOND;
/** An agent's clock follows ours at least this often. */
const TOLD_AGAIN_AFTER = HOUR;

export interface EdgeCourierParts {
  readonly store: Pick<EdgeStore, 'camerasFor' | 'withLoginsToGrant' | 'agentsOf'>;
  readonly door: () => Pick<DeviceDoor, 'session' | 'isListening' | 'deliver'>;
  readonly box: SecretBox;
  readonly logger: Logger;
  readonly wake: () => void;
}

interface Told {
  /** The cameras of the last config; their reports are no offence while the next one is on its way. */
  readonly cameras: ReadonlySet<DeviceNo>;
  /** Of what was told, but for rights and envelopes: a change that changes nothing is not told again. */
  readonly print: string;
  readonly at: EpochMs;
}

/**
 * Tells edge agents that are connected here which cameras are theirs, all of them each time, whenever something about
 * them changed. Passwords leave sealed for the agent; opened here only between two envelopes.
 */
export class EdgeCourier {
  /** Agents that listen here. */
  private readonly listeners = new Map<DeviceNo, Speaker>();
  private readonly told = new WeakMap<Speaker, Told>();
  private readonly toTell = new Set<DeviceNo>();
  private grantsLookedAt: EpochMs = -Infinity;
  private readonly parts: EdgeCourierParts;

  constructor(parts: EdgeCourierParts) {
    this.parts = parts;
  }

  subscribed(session: Speaker): void {
    if (session.device.kind !== 'edge_agent') return;
    this.listeners.set(session.device.deviceNo, session);
    this.toTell.add(session.device.deviceNo);
    this.parts.wake();
  }

  wasGiven(session: Speaker, camera: DeviceNo): boolean {
    return this.told.get(session)?.cameras.has(camera) ?? false;
  }

  /** These devices changed: cameras of agents here, or cameras that were. */
  async changed(deviceNos: readonly DeviceNo[]): Promise<void> {
    if (this.listeners.size === 0) return;
    const agents = new Set((await this.parts.store.agentsOf(deviceNos)).values());
    for (const [agentNo, session] of this.listeners) {
      const had = deviceNos.some((deviceNo) => this.wasGiven(session, deviceNo));
      if (had || agents.has(agentNo)) this.toTell.add(agentNo);
    }
    if (this.toTell.size > 0) this.parts.wake();
  }

  async deliver(now: EpochMs): Promise<void> {
    const door = this.parts.door();
    for (const [agentNo, session] of this.listeners) {
      if (!door.isListening(session, 'config')) this.listeners.delete(agentNo);
      else if ((this.told.get(session)?.at ?? now) <= now - TOLD_AGAIN_AFTER) this.toTell.add(agentNo);
    }
    if (now - this.grantsLookedAt >= GRANTS_EVERY || now < this.grantsLookedAt) {
      this.grantsLookedAt = now;
      for (const agentNo of await this.parts.store.withLoginsToGrant([...this.listeners.keys()], now))
        this.toTell.add(agentNo);
    }
    for (const agentNo of [...this.toTell]) {
      const session = this.listeners.get(agentNo);
      if (session !== undefined) await this.tell(session, now);
      this.toTell.delete(agentNo);
    }
  }

  private async tell(session: Speaker, now: EpochMs): Promise<void> {
    const { deviceNo, deviceId } = session.device;
    const given = await this.parts.store.camerasFor(deviceNo, now);
    const before = this.told.get(session);
    const print = printOf(given);
    const isNews = before === undefined || before.print !== print || before.at <= now - TOLD_AGAIN_AFTER;
    if (!isNews && given.cameras.every(({ granted }) => granted === null)) return;
    const cameras = given.cameras.map((camera) => this.put(camera, given, deviceId));
    if (!this.parts.door().deliver(session, 'config', writeEdgeConfig({ serverTime: now, cameras }))) return;
    const known = new Set([...(before?.cameras ?? []), ...given.cameras.map((camera) => camera.deviceNo)]);
    this.told.set(session, { cameras: known, print, at: now });
  }

  private put(
    camera: AgentCameras['cameras'][number],
    { publicKey }: AgentCameras,
    agentId: string,
  ): EdgeConfig['cameras'][number] {
    const { deviceId, intervalSeconds, offlineAfterSeconds, scheme, host, port, path, basicAllowed } = camera;
    const { username, credentialVersion, granted, streamPort, siteId, factoryPassword } = camera;
    const password = publicKey === null ? null : this.open(camera);
    const scope = edgePasswordScope(agentId, deviceId, credentialVersion);
    return {
      ...{ camera: camera.deviceNo, deviceId, intervalSeconds, offlineAfterSeconds, scheme, host, port, path },
      ...{ streamPort, siteId, username, basicAllowed, factoryPassword, credentialVersion },
      sealedPassword:
        password === null || publicKey === null ? null : sealFor(publicKey, password, scope).toString('base64'),
      login: {
        state: granted?.login.state ?? camera.credentialState,
        granted:
          granted === null || password === null
            ? null
            : {
                id: `${credentialVersion}:${granted.login.blockedUntil}`,
                again: granted.again,
                until: granted.login.blockedUntil ?? 0,
              },
      },
    };
  }

  private open({ deviceId, passwordCiphertext, passwordKeyId }: AgentCameras['cameras'][number]): string | null {
    if (passwordCiphertext === null || passwordKeyId === null) return null;
    try {
      const sealed = { keyId: passwordKeyId, ciphertext: passwordCiphertext };
      return this.parts.box.open(sealed, cameraPasswordScope(deviceId));
    } catch (err) {
      this.parts.logger.error({ deviceId, err }, 'A camera password cannot be opened');
      return null;
    }
  }
}

const printOf = ({ publicKey, cameras }: AgentCameras): string =>
  JSON.stringify(
    [publicKey, cameras.map(({ granted: _, credentialState: __, ...rest }) => rest)],
    (key, value: unknown) => (/^credential(BlockedUntil|CheckedAt)$|^attemptsLeft$/.test(key) ? undefined : value),
  );
