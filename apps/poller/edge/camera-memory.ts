import { join } from 'node:path';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import {
  DEEP_RUNGS,
  PICTURE_TROUBLES,
  type PictureMemory,
  RUNG_FINDINGS,
  RUNG_STATES,
  type RungReading,
} from '#libs/domain';
import type { Logger } from '#libs/runtime';
import { readOwn, writeOwn } from './own-file.ts';

/** Injection token: where an agent keeps its files. */
export const EDGE_FOLDER = Symbol('EDGE_FOLDER');

/** What is known of one camera from its checks: numbers, no picture, no password. */
export interface KeptCamera {
  /** Where it was. */
  readonly place: string;
  readonly rungs: readonly RungReading[];
  readonly pictures: PictureMemory;
}

const Numbers = Type.Array(Type.Number());
const Look = Type.Object({ sharpness: Numbers, sd: Numbers, mean: Numbers, hashes: Type.Array(Type.String()) });
const Last = Type.Object({ at: Type.Number(), fileHash: Type.String() });
const Suspicion = Type.Object({
  trouble: Type.Enum([...PICTURE_TROUBLES]),
  inARow: Type.Number(),
  since: Type.Number(),
});
const Reading = Type.Object({
  rung: Type.Enum([...DEEP_RUNGS]),
  state: Type.Enum([...RUNG_STATES]),
  reason: Type.Enum([...RUNG_FINDINGS]),
  at: Type.Number(),
  evidence: Type.Record(Type.String(), Type.Unknown()),
});
const Pictures = Type.Object({
  looks: Type.Object({ colour: Type.Optional(Look), infrared: Type.Optional(Look) }),
  changes: Numbers,
  last: Type.Union([Last, Type.Null()]),
  suspicion: Type.Union([Suspicion, Type.Null()]),
  goodInARow: Type.Number(),
});
const compiled = Compile(
  Type.Record(Type.String(), Type.Object({ place: Type.String(), rungs: Type.Array(Reading), pictures: Pictures })),
);

const fileIn = (folder: string): string => join(folder, 'edge-cameras.json');

/** By device id. A file that cannot be understood, perhaps of another version, costs what was learnt and nothing else. */
export function readMemory(folder: string, logger: Logger): Map<string, KeptCamera> {
  try {
    const text = readOwn(fileIn(folder));
    if (text === null) return new Map();
    const value: unknown = JSON.parse(text);
    if (compiled.Check(value)) return new Map(Object.entries(value));
    logger.warn('What was learnt of pictures is in another form; it is learnt again');
  } catch (err) {
    logger.warn({ err }, 'What was learnt of pictures cannot be read; it is learnt again');
  }
  return new Map();
}

/** Throws what the file system says. */
export const writeMemory = (folder: string, cameras: ReadonlyMap<string, KeptCamera>): void =>
  writeOwn(fileIn(folder), JSON.stringify(Object.fromEntries(cameras)));
