import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { DeviceImportResult, ErrorCode } from '#libs/contracts';
import {
  type Access,
  type ClaimedOperation,
  DeviceImportStore,
  FILES_KEPT,
  type ImportFacts,
  isOvertaken,
  type Manager,
  newId,
  OperationLost,
  OperationRequestStore,
  OperationStore,
  Refusal,
} from '#libs/database';
import {
  cameraPasswordScope,
  DEVICE_IMPORT_KIND,
  type DeviceId,
  type EpochMs,
  findHeader,
  type Header,
  type Judged,
  judgeRows,
  type KnownWorld,
  MINUTE,
  type ReadRow,
  readRow,
  type RowVerdict,
  type SheetCell,
  UnitFinder,
} from '#libs/domain';
import {
  AddressPolicy,
  type Clock,
  CLOCK,
  LOGGER,
  type Logger,
  type LoopHandle,
  LoopRegistry,
  SecretBox,
} from '#libs/runtime';
import { ApiError } from '../http/api-error.ts';
import { iso } from '../http/page.ts';
import { readAddress } from '../registry/onvif-address.ts';
import { type PlannedBatch, type PlannedRow, Planner } from './planned-rows.ts';
import { readTable } from './read-table.ts';
import { FIRST_PART, HEAD, openFile, type ReportedHead, type ReportedRow, sealFile, UPLOAD } from './reported-row.ts';

const KINDS = [DEVICE_IMPORT_KIND];
const LOOK_EVERY_MS = 1_000;
const LIFETIME = 15 * MINUTE;
/** Rows that are read, judged or written before others have their turn. */
const ROWS_A_TURN = 250;
/** How often it starts anew when others keep changing the same devices. */
const MOST_ATTEMPTS = 5;
/** Percent when the file has been read, and when its rows have been judged. */
const READ = 10;
const JUDGED = 20;

interface Wish {
  readonly dryRun: boolean;
  readonly onlyValid: boolean;
  readonly access: Access;
}

/** A list while it is worked on. */
interface Work {
  readonly operation: ClaimedOperation;
  readonly wish: Wish;
  readonly header: Header;
  readonly cells: ReadonlyMap<number, readonly SheetCell[]>;
  readonly rows: readonly ReadRow[];
  /** Lines that an earlier attempt has written and reported. */
  readonly done: Map<number, ReportedRow>;
  nextPart: number;
}

/**
 * Imports lists of devices, a few hundred rows a turn, so that nothing else waits for a whole list. What is written is
 * reported in the same transaction; whoever dies over it leaves it to another process, which goes on behind that.
 */
@Injectable()
export class DeviceImports implements OnApplicationBootstrap {
  #running: { readonly operation: ClaimedOperation; readonly steps: AsyncGenerator<number, void> } | null = null;
  #loop: LoopHandle | null = null;

  constructor(
    private readonly requests: OperationRequestStore,
    private readonly operations: OperationStore,
    private readonly store: DeviceImportStore,
    private readonly box: SecretBox,
    private readonly policy: AddressPolicy,
    private readonly loops: LoopRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#loop = this.loops.add({ name: 'api-device-imports', everyMs: LOOK_EVERY_MS, run: (now) => this.#turn(now) });
  }

  async ask(
    access: Manager,
    file: Buffer,
    { dryRun, onlyValid, unitId }: { dryRun: boolean; onlyValid: boolean; unitId: string | undefined },
  ): Promise<string> {
    const now = this.clock.now();
    const id = newId(now);
    const scope = await this.store.within(access.scope, unitId);
    const wish: Wish = { dryRun, onlyValid, access: { actor: access.actor, scope } };
    const work = {
      ...{ id, kind: DEVICE_IMPORT_KIND, unitId: scope[0] ?? '', request: wish },
      file: sealFile(this.box, id, file.toString('base64')),
    };
    await this.requests.ask(access, work, now);
    this.#loop?.wake();
    return id;
  }

  async #turn(now: EpochMs): Promise<void> {
    if (this.#running === null) {
      const operation = await this.operations.claim(KINDS, now, LIFETIME);
      if (operation === null) return this.operations.expire(KINDS, now, LIFETIME);
      this.#running = { operation, steps: this.#import(operation) };
    }
    const { operation, steps } = this.#running;
    try {
      const step = await steps.next();
      if (step.done === true) this.#running = null;
      else await this.operations.advance(operation, step.value, this.clock.now());
    } catch (error) {
      this.#running = null;
      await this.#giveUp(operation, error);
    }
    this.#loop?.wake();
  }

  /** Yields how far it is, in percent, wherever others may have their turn. */
  async *#import(operation: ClaimedOperation): AsyncGenerator<number, void> {
    const work = await this.#read(operation);
    yield READ;
    for (let attempt = 1; ; attempt++) {
      const judged = judgeRows(work.rows, this.#world(await this.store.facts(work.wish.access.scope, work.rows)));
      yield JUDGED;
      try {
        const applied = yield* this.#write(work, judged);
        return await this.#finish(work, judged, applied);
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        if (attempt === MOST_ATTEMPTS) throw new ApiError('import_overtaken', undefined, { cause: error });
      }
    }
  }

  async #read(operation: ClaimedOperation): Promise<Work> {
    const kept = await this.operations.kept(operation);
    const upload = kept.get(UPLOAD);
    if (upload === undefined) throw new ApiError('operation_expired');
    const wish = operation.request as unknown as Wish;
    const table = await readTable(Buffer.from(openFile(this.box, operation.id, upload), 'base64'));
    const header = findHeader(table);
    if (header === null) throw new ApiError('import_no_header');
    if (header.twice.length > 0) throw new ApiError('import_column_twice');
    const below = table.filter(({ line }) => line > header.line);
    // A line that says nothing in any known column (a sum, a signature) is no device.
    const rows = below.map((row) => readRow(row, header)).filter(saysSomething);
    const done = new Map<number, ReportedRow>();
    const parts = [...kept].filter(([position]) => position >= FIRST_PART);
    for (const [, content] of parts) {
      for (const row of JSON.parse(openFile(this.box, operation.id, content)) as ReportedRow[]) done.set(row.line, row);
    }
    const cells = new Map(below.map((row) => [row.line, row.cells]));
    const nextPart = Math.max(FIRST_PART, ...parts.map(([position]) => position + 1));
    return { operation, wish, header, cells, rows, done, nextPart };
  }

  #world(facts: ImportFacts): KnownWorld {
    return {
      ...{ units: new UnitFinder(facts.units), within: facts.within, devices: facts.devices, sites: facts.sites },
      addressOf: (typed) => readAddress(typed, this.policy),
      isPassword: (id, password) => {
        const sealed = facts.passwords.get(id);
        return sealed !== undefined && this.box.open(sealed, cameraPasswordScope(id)) === password;
      },
    };
  }

  /** Writes what may be written, or nothing. True: something may have been written. */
  async *#write(work: Work, judged: Judged): AsyncGenerator<number, boolean> {
    const { wish, done } = work;
    const left = judged.verdicts.filter(({ line }) => !done.has(line));
    const planner = new Planner(judged, this.box, this.clock.now());
    const mayWrite = !wish.dryRun && (wish.onlyValid || judged.verdicts.every(({ state }) => state !== 'refused'));
    const batches = chunks(left, mayWrite && !wish.onlyValid ? ROWS_A_STATEMENT : ROWS_A_TURN);
    if (mayWrite && !wish.onlyValid) {
      yield* this.#writeAll(
        work,
        batches.map((batch) => planner.batch(batch)),
      );
      return true;
    }
    for (const [index, verdicts] of batches.entries()) {
      if (mayWrite) await this.#writeBatches(work, [planner.batch(verdicts)]);
      else await this.#report(work, verdicts);
      yield JUDGED + ((99 - JUDGED) * (index + 1)) / batches.length;
    }
    return mayWrite;
  }

  /** All or nothing: one transaction; how far it is cannot be seen from outside until it is over. */
  async *#writeAll(work: Work, batches: readonly PlannedBatch[]): AsyncGenerator<number, void> {
    yield JUDGED + 10;
    await this.#writeBatches(work, batches);
  }

  async #writeBatches(work: Work, batches: readonly PlannedBatch[]): Promise<void> {
    const { operation, wish } = work;
    const reported: ReportedRow[] = [];
    const parts = batches.map(({ rows, ...batch }, index) => ({
      ...batch,
      part: {
        position: work.nextPart + index,
        content: (codes: ReadonlyMap<DeviceId, string>) => {
          const report = rows.map((row) => this.#reported(work, row, codes));
          reported.push(...report);
          return sealFile(this.box, operation.id, JSON.stringify(report));
        },
      },
    }));
    await this.store.write(operation, wish.access, parts, this.clock.now());
    work.nextPart += batches.length;
    for (const row of reported) work.done.set(row.line, row);
  }

  async #report(work: Work, verdicts: readonly RowVerdict[]): Promise<void> {
    const report = verdicts.map((verdict) =>
      this.#reported(
        work,
        { verdict, deviceId: 'device' in verdict && 'id' in verdict.device ? verdict.device.id : null },
        new Map(),
      ),
    );
    await this.#keep(work, work.nextPart++, JSON.stringify(report));
    for (const row of report) work.done.set(row.line, row);
  }

  #keep({ operation }: Work, position: number, text: string): Promise<void> {
    const content = sealFile(this.box, operation.id, text);
    return this.operations.keep(operation, { position, name: '', content }, 0, this.clock.now());
  }

  #reported(
    work: Work,
    { verdict, deviceId, password }: PlannedRow,
    codes: ReadonlyMap<DeviceId, string>,
  ): ReportedRow {
    const { line, state, code, name } = verdict;
    return {
      ...{ line, state, name, deviceId, code: code ?? (deviceId && codes.get(deviceId)) ?? null },
      fields: state === 'changed' ? verdict.fields : [],
      problems: state === 'refused' ? verdict.problems : [],
      cells: work.cells.get(line) ?? [],
      ...(password !== undefined && { password }),
    };
  }

  async #finish(work: Work, { verdicts }: Judged, applied: boolean): Promise<void> {
    const { operation, header, done, wish } = work;
    const head: ReportedHead = { titles: header.titles, fields: header.fields };
    await this.#keep(work, HEAD, JSON.stringify(head));
    await this.operations.dropFile(operation, UPLOAD);
    const count = (state: RowVerdict['state']) => [...done.values()].filter((row) => row.state === state).length;
    const now = this.clock.now();
    const result: DeviceImportResult = {
      ...{ dryRun: wish.dryRun, applied, rows: verdicts.length },
      ...{ made: count('made'), changed: count('changed'), same: count('same'), refused: count('refused') },
      unknownColumns: header.titles.filter((title, index) => title !== '' && header.fields[index] === null),
      keptUntil: iso(now + FILES_KEPT),
    };
    await this.operations.succeed(operation, result, now);
    this.logger.info(
      { operationId: operation.id, ...result, unknownColumns: undefined },
      'A list of devices was imported',
    );
  }

  async #giveUp(operation: ClaimedOperation, error: unknown): Promise<void> {
    const about = { operationId: operation.id, err: error };
    if (error instanceof OperationLost) return this.logger.warn(about, 'Another process imports this list');
    const now = this.clock.now();
    const code: ErrorCode = error instanceof ApiError || error instanceof Refusal ? error.code : 'operation_failed';
    if (code === 'operation_failed') this.logger.error(about, 'An import failed');
    await this.operations.fail(operation, code, now);
    await this.operations.dropFile(operation, UPLOAD);
  }
}

const ROWS_A_STATEMENT = 500;

const saysSomething = ({ said, problems }: ReadRow): boolean => Object.keys(said).length > 0 || problems.length > 0;

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
