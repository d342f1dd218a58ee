import { isDeepStrictEqual } from 'node:util';
import type { CameraToPoll, RungRow } from '#libs/database';
import type { PictureState } from './rung-check.ts';
import {
  DEEP_RUNGS,
  type DeepRung,
  type EpochMs,
  firstCheck,
  type LadderFaultCode,
  MINUTE,
  NO_PICTURES,
  type PictureMemory,
} from '#libs/domain';

export interface RungMemory {
  dueAt: EpochMs;
  /** Checks in a row that taught nothing. */
  unanswered: number;
  /** Checks in a row that looked bad. */
  bad: number;
}

/** What a poller remembers of one camera's deep checks. Advisory, as all its memory. */
export interface DeepMemory {
  row: CameraToPoll;
  checking: boolean;
  readonly rungs: Readonly<Record<DeepRung, RungMemory>>;
  /** The earliest of its rungs. */
  dueAt: EpochMs;
  /** The camera refused what was signed: nothing is signed here before a regular visit was let in again. */
  refusedAt: EpochMs | null;
  picture: PictureState;
  /** Findings already in the rows: only changes are written. */
  readonly told: Map<LadderFaultCode, boolean>;
}

/** A wrong password at the video port is tried again after a day, or when it changes. */
export const STREAM_LOGIN_REST = 24 * 60 * MINUTE;
const AFTER_CHANGE = MINUTE;

export function remember(
  row: CameraToPoll,
  readings: readonly RungRow[],
  pictures: PictureMemory,
  now: EpochMs,
): DeepMemory {
  const rungs = Object.fromEntries(
    DEEP_RUNGS.map((rung): [DeepRung, RungMemory] => {
      const last = readings.find((reading) => reading.rung === rung);
      const rests = last?.reason === 'stream_login_rejected';
      const dueAt = rests ? last.at + STREAM_LOGIN_REST : firstCheck(row.deviceNo, rung, last?.at ?? null, now);
      return [rung, { dueAt, unanswered: 0, bad: last?.state === 'fault' ? 2 : 0 }];
    }),
  ) as Record<DeepRung, RungMemory>;
  const picture = { memory: pictures, sketch: null };
  return schedule({ row, checking: false, rungs, dueAt: 0, refusedAt: null, picture, told: new Map() });
}

const placeOf = ({ host, port, path }: CameraToPoll): unknown[] => [host, port, path];

export function schedule(memory: DeepMemory): DeepMemory {
  memory.dueAt = Math.min(...DEEP_RUNGS.map((rung) => memory.rungs[rung].dueAt));
  return memory;
}

/** Another address or password: what was learnt with the old one is asked again soon. */
export function follow(memory: DeepMemory, row: CameraToPoll, now: EpochMs): void {
  if (memory.row === row) return;
  const way = ({ scheme, host, port, path, streamPort, credentialVersion, basicAllowed }: CameraToPoll): unknown[] => [
    ...[scheme, host, port, path, streamPort, credentialVersion, basicAllowed],
  ];
  const before = memory.row;
  const isSame = isDeepStrictEqual(way(before), way(row));
  memory.row = row;
  if (isSame) return;
  memory.refusedAt = null;
  memory.told.clear();
  // Another machine perhaps, and another view for certain.
  if (!isDeepStrictEqual(placeOf(before), placeOf(row))) memory.picture = { memory: NO_PICTURES, sketch: null };
  for (const rung of DEEP_RUNGS) {
    Object.assign(memory.rungs[rung], {
      dueAt: Math.min(memory.rungs[rung].dueAt, now + AFTER_CHANGE),
      unanswered: 0,
      bad: 0,
    });
  }
  schedule(memory);
}
