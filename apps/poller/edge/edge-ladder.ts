import { Inject, Injectable } from '@nestjs/common';
import type { CheckedRung, RungRow } from '#libs/database';
import { type DeviceNo, type EpochMs, MINUTE, NO_PICTURES, type PictureMemory } from '#libs/domain';
import { type Clock, CLOCK, type Logger, LOGGER } from '#libs/runtime';
import { LadderRows } from '../polling/ports.ts';
import { EDGE_FOLDER, type KeptCamera, readMemory, writeMemory } from './camera-memory.ts';
import { EdgeWatch } from './edge-watch.ts';
import { ObservationBuffer } from './observation-buffer.ts';

/** A small board's card bears so many writes and not many more; what a cut of power costs is a few pictures' learning. */
const KEPT_EVERY = 5 * MINUTE;

const UNFINISHED: ReadonlySet<string> = new Set(['looking_again', 'picture_learning']);

/**
 * What deep checks found goes with the reports. What each camera's pictures are usually like is this machine's own: it is
 * told to nobody, and kept in a file so that a restart has nothing to learn again.
 */
@Injectable()
export class EdgeLadder extends LadderRows {
  /** By the camera's device id: numbers are the server's, and another server gives others. */
  readonly #kept: Map<string, KeptCamera>;
  #changed = false;
  #writtenAt: EpochMs = -Infinity;

  constructor(
    private readonly watch: EdgeWatch,
    private readonly buffer: ObservationBuffer,
    @Inject(EDGE_FOLDER) private readonly folder: string,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
    this.#kept = readMemory(folder, logger);
  }

  /** What was being looked at again when we ended is looked at soon, as if it had never been. */
  async readings(deviceNos: readonly DeviceNo[]): Promise<readonly RungRow[]> {
    return deviceNos.flatMap((deviceNo) =>
      (this.#of(deviceNo)?.rungs ?? [])
        .filter(({ reason }) => !UNFINISHED.has(reason))
        .map((reading) => ({ deviceNo, ...reading })),
    );
  }

  async pictures(deviceNos: readonly DeviceNo[]): Promise<ReadonlyMap<DeviceNo, PictureMemory>> {
    const now = this.clock.now();
    return new Map(deviceNos.map((deviceNo) => [deviceNo, asOf(this.#of(deviceNo)?.pictures ?? NO_PICTURES, now)]));
  }

  /** Pictures do not leave the village: an agent tells numbers. */
  thumbnail(): Promise<null> {
    return Promise.resolve(null);
  }

  async write(checked: readonly CheckedRung[]): Promise<void> {
    for (const one of checked) {
      this.buffer.addRung(one);
      this.#keep(one);
    }
  }

  /** Keeps what was learnt, now and then; cameras that are not ours any more are forgotten. */
  keep(now: EpochMs, isLast = false): void {
    if (!isLast && now >= this.#writtenAt && now - this.#writtenAt < KEPT_EVERY) return;
    // Not told yet which cameras are ours: nothing was learnt, and nothing may be forgotten.
    if (this.watch.since === null) return;
    const ours = new Set([...this.watch.cameras.values()].map(({ row }) => row.deviceId as string));
    for (const id of [...this.#kept.keys()]) if (!ours.has(id)) this.#changed = this.#kept.delete(id);
    if (!this.#changed) return;
    this.#writtenAt = now;
    try {
      writeMemory(this.folder, this.#kept);
      this.#changed = false;
    } catch (err) {
      // A full or dying card: everything else goes on.
      this.logger.error({ err }, 'What was learnt of pictures cannot be kept; it is tried again');
    }
  }

  /** Null: nothing is known of it, or it was at another address then: another view for certain. */
  #of(deviceNo: DeviceNo): KeptCamera | null {
    const row = this.watch.cameras.get(deviceNo)?.row;
    const kept = row === undefined ? undefined : this.#kept.get(row.deviceId);
    return row === undefined || kept === undefined || kept.place !== placeOf(row) ? null : kept;
  }

  #keep({ deviceNo, reading, pictures }: CheckedRung): void {
    const row = this.watch.cameras.get(deviceNo)?.row;
    if (row === undefined) return;
    const known = this.#of(deviceNo) ?? { place: placeOf(row), rungs: [], pictures: NO_PICTURES };
    this.#kept.set(row.deviceId, {
      ...known,
      rungs: [...known.rungs.filter(({ rung }) => rung !== reading.rung), reading],
      pictures: pictures ?? known.pictures,
    });
    this.#changed = true;
  }
}

const placeOf = ({ host, port, path }: { readonly host: string; readonly port: number; readonly path: string }) =>
  `${host}:${port}${path}`;

/** Our time was set back: what was seen later than now was seen before. */
function asOf(memory: PictureMemory, now: EpochMs): PictureMemory {
  const { last, suspicion } = memory;
  return {
    ...memory,
    last: last !== null && last.at > now ? null : last,
    suspicion: suspicion === null ? null : { ...suspicion, since: Math.min(suspicion.since, now) },
  };
}
