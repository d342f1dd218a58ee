import { type EdgeTask, edgeTaskScope, writeEdgeTask } from '#libs/contracts';
import type { AgentWork, AgentWorkStore } from '#libs/database';
import {
  CAMERA_ACCEPTANCE_KIND,
  type CameraAcceptanceRequest,
  type CameraIdentifyRequest,
  type DeviceNo,
  type EpochMs,
  operationPasswordScope,
  SECOND,
} from '#libs/domain';
import { sealFor, type SecretBox } from '#libs/runtime';
import type { DeviceDoor, Speaker } from '../door/speaker.ts';

const EXPIRE_EVERY = 5 * SECOND;

export interface TaskCourierParts {
  readonly store: Pick<AgentWorkStore, 'take' | 'tryAt' | 'fail' | 'expire'>;
  readonly door: () => Pick<DeviceDoor, 'isListening' | 'deliver'>;
  readonly box: SecretBox;
}

/** Brings what installers ask of an agent's network to the agents that are connected here, each question once. */
export class TaskCourier {
  private readonly listeners = new Map<DeviceNo, Speaker>();
  private expiredAt: EpochMs = -Infinity;
  private readonly parts: TaskCourierParts;

  constructor(parts: TaskCourierParts) {
    this.parts = parts;
  }

  subscribed(session: Speaker): void {
    if (session.device.kind === 'edge_agent') this.listeners.set(session.device.deviceNo, session);
  }

  async deliver(now: EpochMs): Promise<void> {
    const { store, door } = this.parts;
    if (now - this.expiredAt >= EXPIRE_EVERY || now < this.expiredAt) {
      this.expiredAt = now;
      await store.expire(now);
    }
    for (const [agentNo, session] of this.listeners)
      if (!door().isListening(session, 'commands')) this.listeners.delete(agentNo);
    if (this.listeners.size === 0) return;
    for (const work of await store.take([...this.listeners.keys()], now)) await this.give(work, now);
  }

  private async give(work: AgentWork, now: EpochMs): Promise<void> {
    const { store, door } = this.parts;
    const session = this.listeners.get(work.agentNo);
    const task = session === undefined ? null : await this.taskOf(work, session.device.deviceId, now);
    if (session === undefined || task === null || !door().deliver(session, 'commands', writeEdgeTask(task)))
      await store.fail(work.id, 'agent_silent', now);
  }

  /** Null: nothing an agent does. */
  private async taskOf(work: AgentWork, agentId: string, now: EpochMs): Promise<EdgeTask | null> {
    const frame = { commandId: work.id, expiresAt: new Date(work.expiresAt).toISOString() };
    switch (work.kind) {
      case 'camera_discovery':
        return { ...frame, name: 'discover_cameras', arguments: {} };
      case 'camera_identify':
        return { ...frame, name: 'identify_camera', arguments: await this.identify(work, agentId, now) };
      case CAMERA_ACCEPTANCE_KIND: {
        const { deviceId } = work.request as unknown as CameraAcceptanceRequest;
        return { ...frame, name: 'check_camera', arguments: { deviceId } };
      }
      default:
        return null;
    }
  }

  /** A password that somebody types counts as any other try at that machine; without the right it stays here. */
  private async identify(
    work: AgentWork,
    agentId: string,
    now: EpochMs,
  ): Promise<Extract<EdgeTask, { name: 'identify_camera' }>['arguments']> {
    const { url, username, password } = work.request as unknown as CameraIdentifyRequest;
    const { publicKey, id } = work;
    if (username === undefined || password === undefined || publicKey === null) return { url, mayTryAgain: false };
    const right = await this.parts.store.tryAt(work, new URL(url).hostname, now);
    if (!right.allowed) return { url, mayTryAgain: false };
    const sealed = { keyId: password.keyId, ciphertext: Buffer.from(password.ciphertext, 'base64') };
    const typed = this.parts.box.open(sealed, operationPasswordScope(id));
    const sealedPassword = sealFor(publicKey, typed, edgeTaskScope(agentId, id)).toString('base64');
    return { url, username, sealedPassword, mayTryAgain: right.again };
  }
}
