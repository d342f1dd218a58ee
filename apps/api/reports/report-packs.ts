import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PackFormat, PackRequest, PackResult } from '#libs/contracts';
import {
  type ClaimedOperation,
  FILES_KEPT,
  type Manager,
  newId,
  OperationLost,
  OperationRequestStore,
  OperationStore,
  Refusal,
  ReportStore,
} from '#libs/database';
import {
  type EpochMs,
  HOUR,
  type Language,
  type ReportedMonth,
  type ReportRows,
  ReportTree,
  type UnitId,
} from '#libs/domain';
import { type Clock, CLOCK, LOGGER, type Logger, type LoopHandle, LoopRegistry } from '#libs/runtime';
import { iso } from '../http/page.ts';
import { ReportMaker } from './report-maker.ts';
import { fileName } from './zip.ts';

export const PACK_KIND = 'report_pack';
const KINDS = [PACK_KIND];
const LOOK_EVERY_MS = 2_000;
/** After this long nobody waits for it any more. */
const LIFETIME = HOUR;
/** A pack is read as a whole, so that its files agree to the millisecond; about a kilobyte a device. */
const MOST_DEVICES = 50_000;
/** Percent for reading; files are the rest. */
const READING = 20;

/** Everything that decides what is in the pack, settled when it was asked for. */
interface Wish {
  readonly unitId: UnitId;
  readonly time: ReportedMonth;
  readonly format: PackFormat;
  readonly language: Language;
  readonly place: string;
  readonly madeAt: EpochMs;
}

interface PackFile {
  readonly unitId: UnitId;
  readonly name: string;
  readonly place: string;
  readonly isTotals: boolean;
}

interface Pack {
  readonly operation: ClaimedOperation;
  readonly wish: Wish;
  readonly rows: ReportRows;
  readonly files: readonly PackFile[];
  next: number;
}

/**
 * Makes the reports of all villages of a unit, one file a turn, so that nothing else waits for more than one. Whoever
 * dies over it leaves it to another process, which begins anew when the lease has lapsed.
 */
@Injectable()
export class ReportPacks implements OnApplicationBootstrap {
  #pack: Pack | null = null;
  #loop: LoopHandle | null = null;

  constructor(
    private readonly requests: OperationRequestStore,
    private readonly operations: OperationStore,
    private readonly store: ReportStore,
    private readonly maker: ReportMaker,
    private readonly loops: LoopRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#loop = this.loops.add({ name: 'api-report-packs', everyMs: LOOK_EVERY_MS, run: (now) => this.#turn(now) });
  }

  async ask(access: Manager, { unitId, month, format }: PackRequest, language: Language): Promise<string> {
    const now = this.clock.now();
    const { unit, time } = await this.maker.find(access.scope, { unitId, month, language, now });
    const wish: Wish = { unitId: unit.id, time, format, language, place: unit.place, madeAt: now };
    const id = newId(now);
    await this.requests.ask(access, { id, kind: PACK_KIND, unitId: unit.id, request: wish }, now);
    this.#loop?.wake();
    return id;
  }

  async #turn(now: EpochMs): Promise<void> {
    const operation = this.#pack?.operation ?? (await this.operations.claim(KINDS, now, LIFETIME));
    if (operation === null) return this.operations.expire(KINDS, now, LIFETIME);
    try {
      if (this.#pack === null) this.#pack = await this.#begin(operation);
      else await this.#goOn(this.#pack);
    } catch (error) {
      await this.#giveUp(operation, error);
    }
    this.#loop?.wake();
  }

  async #begin(operation: ClaimedOperation): Promise<Pack> {
    const wish = operation.request as unknown as Wish;
    await this.operations.forgetFiles(operation, this.clock.now());
    const rows = await this.store.rows(wish.unitId, wish.time, MOST_DEVICES, (share) =>
      this.operations.advance(operation, share * READING, this.clock.now()),
    );
    return { operation, wish, rows, files: packFiles(rows, wish), next: 0 };
  }

  async #goOn(pack: Pack): Promise<void> {
    const { operation, wish, rows, files } = pack;
    const file = files[pack.next];
    if (file === undefined) {
      this.#pack = null;
      const now = this.clock.now();
      const result: PackResult = { files: files.length, keptUntil: iso(now + FILES_KEPT) };
      return this.operations.succeed(operation, result, now);
    }
    const content = await this.maker.file(rows, file.unitId, {
      ...wish,
      place: file.place,
      partsAt: file.isTotals && files.length > 1 ? 'village' : null,
    });
    const progress = READING + ((100 - READING) * (pack.next + 1)) / files.length;
    const kept = { position: pack.next, name: `${file.name}.${wish.format}`, content };
    await this.operations.keep(operation, kept, progress, this.clock.now());
    pack.next++;
  }

  async #giveUp(operation: ClaimedOperation, error: unknown): Promise<void> {
    this.#pack = null;
    const about = { operationId: operation.id, err: error };
    if (error instanceof OperationLost) return this.logger.warn(about, 'Another process makes this report pack');
    if (error instanceof Refusal) return this.operations.fail(operation, error.code, this.clock.now());
    this.logger.error(about, 'A report pack failed');
    await this.operations.fail(operation, 'operation_failed', this.clock.now());
  }
}

const byName = new Intl.Collator('vi', { numeric: true });

/** The totals first, then each village below the unit; a unit without villages is its own report. */
function packFiles({ units }: ReportRows, { unitId, place, time }: Wish): PackFile[] {
  const tree = new ReportTree(units);
  const own = tree.get(unitId);
  const villages = units
    .filter(({ id, kind }) => kind === 'village' && id !== unitId)
    .map((village) => {
      const above = [...(tree.wayDown(unitId, village.id) ?? [])].reverse().slice(1);
      const names = [...above.map(({ name }) => name), own.name];
      return { village, place: [...names, ...(place === '' ? [] : [place])].join(', '), near: names[0] ?? '' };
    })
    .sort((a, b) => byName.compare(a.near, b.near) || byName.compare(a.village.name, b.village.name));
  const width = String(villages.length).length;
  const number = (position: number): string => String(position).padStart(width, '0');
  return [
    { unitId, name: `${number(0)} ${fileName(own.name)} ${time.month}`, place, isTotals: true },
    ...villages.map(({ village, near, ...rest }, index) => ({
      unitId: village.id,
      name: `${number(index + 1)} ${fileName(near)} - ${fileName(village.name)} ${time.month}`,
      place: rest.place,
      isTotals: false,
    })),
  ];
}
