import { Inject, Injectable } from '@nestjs/common';
import type { CheckedRung, RungRow } from '#libs/database';
import {
  type DeepRung,
  type EpochMs,
  type LadderFaultCode,
  nextCheck,
  NO_PICTURES,
  type RungVerdict,
  unknownRung,
} from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, LOGGER, type Logger, Metrics } from '#libs/runtime';
import { doneOrAfter } from '../onvif/deadline.ts';
import { LadderRows, Logins, without } from '../polling/ports.ts';
import { loginFindings } from '../polling/probe-observation.ts';
import { isRtsp, urlOf, type WatchedCamera } from '../polling/watched-camera.ts';
import { type DeepMemory, follow, remember, schedule, STREAM_LOGIN_REST } from './deep-memory.ts';
import { type DueCheck, dueChecks } from './due-checks.ts';
import { found, type RungChecks, type RungResult } from './rung-check.ts';

/** Injection token: what is done for each rung. */
export const RUNG_CHECKS = Symbol('RUNG_CHECKS');
/** Milliseconds for one whole check. */
const CHECK_DEADLINE_MS = 15_000;
/** A round waits this long, so that quick checks are written in one batch; slow ones come later. */
const ROUND_WAIT_MS = 200;
const MOST_UNWRITTEN = 5_000;
/** Memories made anew in one round: after a start the readings of a whole province are read bit by bit. */
const MOST_REMEMBERED_AT_ONCE = 1_000;

/** Looks at what cameras show, stream and record, on timetables of its own: regular visits never wait for it. */
@Injectable()
export class DeepChecks {
  readonly #memories = new Map<number, DeepMemory>();
  readonly #running = new Set<Promise<void>>();
  #found: CheckedRung[] = [];
  readonly #outcomes;

  constructor(
    private readonly ladder: LadderRows,
    private readonly logins: Logins,
    private readonly policy: AddressPolicy,
    @Inject(RUNG_CHECKS) private readonly checks: RungChecks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.#outcomes = metrics.counter('canhthon_camera_checks_total', 'Deep checks of cameras by what they found', [
      'rung',
      'state',
    ]);
  }

  async round(watched: ReadonlyMap<number, WatchedCamera>, now: EpochMs): Promise<void> {
    await this.#rememberAll(watched, now);
    for (const due of dueChecks(this.#pairs(watched), now)) this.#start(due, watched, now);
    await doneOrAfter(ROUND_WAIT_MS, Promise.all(this.#running));
    await this.write();
  }

  /** Waits for every check that has begun; each ends by its own deadline. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Time was set back: all begins anew from the rows. */
  forget(): void {
    this.#memories.clear();
  }

  /** What cannot be written now is kept for the next time. */
  async write(): Promise<void> {
    const batch = this.#found;
    if (batch.length === 0) return;
    this.#found = [];
    try {
      await this.ladder.write(batch, this.clock.now());
    } catch (error) {
      this.#found = [...batch, ...this.#found].slice(-MOST_UNWRITTEN);
      throw error;
    }
  }

  *#pairs(watched: ReadonlyMap<number, WatchedCamera>): Generator<readonly [WatchedCamera, DeepMemory]> {
    for (const [deviceNo, memory] of this.#memories) {
      const camera = watched.get(deviceNo);
      if (camera !== undefined) yield [camera, memory];
      else if (!memory.checking) this.#memories.delete(deviceNo);
    }
  }

  async #rememberAll(watched: ReadonlyMap<number, WatchedCamera>, now: EpochMs): Promise<void> {
    const fresh: WatchedCamera[] = [];
    for (const [deviceNo, camera] of watched) {
      const memory = this.#memories.get(deviceNo);
      if (memory !== undefined) follow(memory, camera.row, now);
      else if (fresh.length < MOST_REMEMBERED_AT_ONCE) fresh.push(camera);
    }
    if (fresh.length === 0) return;
    const deviceNos = fresh.map(({ row }) => row.deviceNo);
    const readings = byCamera(await this.ladder.readings(deviceNos));
    const pictures = await this.ladder.pictures(deviceNos);
    for (const { row } of fresh) {
      const [own, seen] = [readings.get(row.deviceNo) ?? [], pictures.get(row.deviceNo) ?? NO_PICTURES];
      this.#memories.set(row.deviceNo, remember(row, own, seen, now));
    }
  }

  #start(due: DueCheck, watched: ReadonlyMap<number, WatchedCamera>, now: EpochMs): void {
    const { camera, memory, rung } = due;
    memory.checking = true;
    const { row } = memory;
    const check = this.#check(due, now)
      .catch((error: unknown) => {
        this.logger.error({ deviceId: row.deviceId, rung, err: error }, 'A deep check of a camera failed on our side');
        return found(unknownRung('no_answer_this_time', 'unanswered'), 'our_side');
      })
      .then((result) => {
        // The registration changed, or somebody else polls it now: what was found belongs to the past.
        const isCurrent = memory.row === row && camera.row === row && watched.get(row.deviceNo) === camera;
        this.#note(due, result, this.clock.now(), isCurrent);
      })
      .finally(() => {
        memory.checking = false;
        this.#running.delete(check);
      });
    this.#running.add(check);
  }

  async #check({ camera, memory, rung }: DueCheck, now: EpochMs): Promise<RungResult> {
    const check = this.checks[rung];
    if (check === undefined) return found(unknownRung('not_checked_yet'), 'none');
    const { row, signIn } = camera;
    const isPlainRtsp = isRtsp(row);
    // Without ONVIF there is nobody to ask but the video port.
    if (isPlainRtsp && rung !== 'stream' && rung !== 'hygiene')
      return found(unknownRung(NOTHING_TO_ASK[rung]), 'rtsp_only');
    if (!isPlainRtsp && !mayAsk(camera, memory)) return found(unknownRung('login_needed', 'unanswered'), 'login');
    const isOpen = !isPlainRtsp && signIn?.kind === 'open';
    const right = isOpen ? without('none') : await this.logins.rightFor(camera, now);
    const { credential } = right;
    if (credential === 'withheld') return found(unknownRung('login_needed', 'unanswered'), 'login');
    const login =
      credential === 'none' || signIn?.kind !== 'signed'
        ? null
        : { credential, method: signIn.method, offset: signIn.clockOffset };
    const result = await check({
      ...{ camera, url: urlOf(row), login, credential: credential === 'none' ? null : credential },
      ...{ picture: memory.picture, badBefore: memory.rungs[rung].bad, deadlineMs: CHECK_DEADLINE_MS },
      ...{ policy: this.policy, clock: this.clock, now },
      // What is in the rows already has its thumbnail, or was not allowed one.
      thumbnail: async (code, draw) => (memory.told.get(code) === true ? null : this.ladder.thumbnail(row, code, draw)),
    });
    const at = this.clock.now();
    const { authentication, refused } = result;
    if (refused || authentication?.state === 'rejected') memory.refusedAt = at;
    // One guard for all doors of a camera: what its video port rejects is tried at no other. Of a new password it says nothing.
    if (authentication !== null && camera.row.credentialVersion === row.credentialVersion)
      await this.logins.remember(camera, authentication, right, at);
    return result;
  }

  #note({ camera, memory, rung }: DueCheck, result: RungResult, at: EpochMs, isCurrent: boolean): void {
    const { verdict, bad } = result;
    const mine = memory.rungs[rung];
    mine.unanswered = verdict.next === 'unanswered' ? mine.unanswered + 1 : 0;
    if (verdict.next !== 'unanswered') mine.bad = bad ? mine.bad + 1 : 0;
    const { deviceNo } = memory.row;
    mine.dueAt = nextCheck({ deviceNo, rung, unanswered: mine.unanswered }, verdict, at);
    if (verdict.reason === 'stream_login_rejected') mine.dueAt = at + STREAM_LOGIN_REST;
    schedule(memory);
    this.#outcomes.inc({ rung, state: verdict.state });
    if (!isCurrent) return;
    const { state, reason, evidence } = verdict;
    const findings = [...this.#findings(memory, verdict, result.rule, at), ...loginOf(camera, result, at)];
    const { picture, thumbnail } = result;
    if (picture !== null) memory.picture = picture;
    const pictures = picture === null ? {} : { pictures: picture.memory };
    this.#found.push({
      deviceNo,
      reading: { rung, state, reason, at, evidence },
      findings,
      ...pictures,
      ...(thumbnail && { thumbnail }),
    });
  }

  #findings(memory: DeepMemory, verdict: RungVerdict, rule: string, at: EpochMs): CheckedRung['findings'] {
    const { reason, evidence } = verdict;
    const changed = (Object.entries(verdict.faults) as [LadderFaultCode, boolean][]).filter(
      ([code, present]) => memory.told.get(code) !== present,
    );
    for (const [code, present] of changed) memory.told.set(code, present);
    return changed.map(([code, present]) => ({
      code,
      present,
      reason,
      rule,
      occurredAt: at,
      evidence: { ...evidence },
    }));
  }
}

const NOTHING_TO_ASK = {
  picture: 'picture_not_offered',
  recording: 'recording_not_told',
  tamper: 'no_such_events',
} as const satisfies Partial<Record<DeepRung, string>>;

/** Signed only with what a regular visit has seen accepted since the camera last refused something. */
function mayAsk({ signIn }: WatchedCamera, { refusedAt }: DeepMemory): boolean {
  return signIn !== null && (refusedAt === null || signIn.at > refusedAt);
}

/** A camera without ONVIF is let in, or not, at its video port alone. */
const loginOf = ({ row }: WatchedCamera, { authentication }: RungResult, at: EpochMs): CheckedRung['findings'] =>
  authentication !== null && isRtsp(row) ? loginFindings(authentication, at) : [];

function byCamera(rows: readonly RungRow[]): ReadonlyMap<number, readonly RungRow[]> {
  const found = new Map<number, RungRow[]>();
  for (const row of rows) {
    const own = found.get(row.deviceNo);
    if (own === undefined) found.set(row.deviceNo, [row]);
    else own.push(row);
  }
  return found;
}
