import { Injectable } from '@nestjs/common';
import {
  CameraStore,
  type CameraToPoll,
  DeviceDirectory,
  DoorStore,
  newId,
  POLL_BLOCKS,
  PollBlockStore,
} from '#libs/database';
import { type DeviceNo, type DoorId, type EpochMs, regularVisitAfter } from '#libs/domain';
import { isSameRegistration, returnToRhythm, rewatch, watch, type WatchedCamera } from './watched-camera.ts';

/**
 * Which cameras this poller watches: those of the blocks it has leased. Blocks are shared alike among the pollers that
 * live, taken over when one dies, and followed through every change of registration.
 */
@Injectable()
export class CameraWatch {
  readonly #cameras = new Map<number, WatchedCamera>();
  /** block → polled without a gap since */
  readonly #blocks = new Map<number, EpochMs>();
  #doorId: DoorId | null = null;
  #changesFrom = '';
  #gapUntil: EpochMs | null = null;
  #renewedAt: EpochMs | null = null;

  constructor(
    private readonly doors: DoorStore,
    private readonly pollBlocks: PollBlockStore,
    private readonly store: CameraStore,
    private readonly directory: DeviceDirectory,
  ) {}

  get cameras(): ReadonlyMap<number, WatchedCamera> {
    return this.#cameras;
  }

  get doorId(): DoorId | null {
    return this.#doorId;
  }

  /** When all leases were last renewed; null: not yet. */
  get renewedAt(): EpochMs | null {
    return this.#renewedAt;
  }

  /** We stood still, or could not write: silence until `until` proves nothing. */
  noteGap(until: EpochMs): void {
    this.#gapUntil = until;
  }

  /** Time was set back: every camera returns to its rhythm, and nobody spoke later than now. */
  forgetFuture(now: EpochMs): void {
    this.#gapUntil = now;
    this.#renewedAt = this.#renewedAt === null ? null : Math.min(this.#renewedAt, now);
    for (const camera of this.#cameras.values()) returnToRhythm(camera, now);
  }

  /** Renews all leases, takes what is free up to the fair share, gives back what is above it. */
  async renew(now: EpochMs): Promise<void> {
    const doorId = (this.#doorId ??= await this.doors.open('poller', `poller-${newId(now)}`, now));
    if (this.#changesFrom === '') this.#changesFrom = await this.directory.changesFrom();
    const gapUntil = this.#gapUntil;
    await this.doors.renew(doorId, now, gapUntil);
    const held = await this.pollBlocks.renew(doorId, now, gapUntil);
    if (this.#gapUntil === gapUntil) this.#gapUntil = null;
    const share = await this.pollBlocks.fairShare(now);
    const surplus = held.slice(share);
    await this.pollBlocks.release(
      doorId,
      surplus.map((block) => block.blockNo),
      now,
    );
    const taken = await this.pollBlocks.acquire(doorId, share - held.length, now);
    await this.#hold([...held.slice(0, share), ...taken], now);
    this.#renewedAt = now;
  }

  async #hold(blocks: readonly { blockNo: number; pollingSince: EpochMs }[], now: EpochMs): Promise<void> {
    const fresh = blocks.map((block) => block.blockNo).filter((blockNo) => !this.#blocks.has(blockNo));
    this.#blocks.clear();
    for (const { blockNo, pollingSince } of blocks) this.#blocks.set(blockNo, pollingSince);
    for (const [deviceNo, camera] of this.#cameras) {
      const since = this.#blocks.get(deviceNo % POLL_BLOCKS);
      if (since === undefined) this.#cameras.delete(deviceNo);
      else camera.listeningSince = since;
    }
    if (fresh.length > 0) await this.#take(await this.store.camerasOfBlocks(fresh), now);
  }

  /** Cameras somebody watched before keep their rhythm; those never heard are visited at once. */
  async #take(rows: readonly CameraToPoll[], now: EpochMs): Promise<void> {
    const listening = await this.directory.listeningByNo(
      'poller',
      rows.map((row) => row.deviceNo),
      now,
    );
    const byNo = new Map(listening.map((row) => [row.deviceNo, row]));
    for (const row of rows) {
      const since = this.#blocks.get(row.deviceNo % POLL_BLOCKS);
      if (since === undefined) continue;
      const known = byNo.get(row.deviceNo);
      const dueAt = known?.lastContactAt == null ? now : regularVisitAfter(row.deviceNo, row.intervalSeconds, now);
      this.#cameras.set(row.deviceNo, watch(row, known, since, dueAt));
    }
  }

  /** Follows registrations, new addresses and passwords, and retirements: a changed camera is visited at once. */
  async followChanges(now: EpochMs): Promise<void> {
    if (this.#changesFrom === '') return;
    const { deviceNos, upTo } = await this.directory.changedSince(this.#changesFrom);
    const ours = deviceNos.filter((deviceNo) => this.#blocks.has(deviceNo % POLL_BLOCKS));
    if (ours.length > 0) await this.#refresh(ours, now);
    this.#changesFrom = upTo;
  }

  async #refresh(deviceNos: readonly DeviceNo[], now: EpochMs): Promise<void> {
    const rows = new Map((await this.store.camerasByNo(deviceNos)).map((row) => [row.deviceNo, row]));
    const fresh: CameraToPoll[] = [];
    for (const deviceNo of deviceNos) {
      const row = rows.get(deviceNo);
      const camera = this.#cameras.get(deviceNo);
      if (row === undefined || row.lifecycle !== 'active') this.#cameras.delete(deviceNo);
      else if (camera === undefined) fresh.push(row);
      // One change may be named many times; a camera is not visited anew for each.
      else if (!isSameRegistration(camera.row, row)) rewatch(camera, row, now);
    }
    if (fresh.length > 0) await this.#take(fresh, now);
  }

  /** Gives everything back in good order. */
  async close(now: EpochMs): Promise<void> {
    if (this.#doorId === null) return;
    await this.pollBlocks.release(this.#doorId, [...this.#blocks.keys()], now);
    await this.doors.close(this.#doorId, now);
    this.#cameras.clear();
    this.#blocks.clear();
  }
}
