import { Inject, Injectable } from '@nestjs/common';
import type { CameraObservation } from '#libs/database';
import { type EpochMs, nextVisit } from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, LOGGER, type Logger, Metrics } from '#libs/runtime';
import { doneOrAfter } from '../onvif/deadline.ts';
import { probeCamera, type VisitOutcome } from '../onvif/index.ts';
import { probeRtsp } from '../rtsp/index.ts';
import { dueCameras } from './due-cameras.ts';
import { Findings, type LoginRight, Logins, without } from './ports.ts';
import { factsOf, findingsOf, isReached, toObservation } from './probe-observation.ts';
import { isRtsp, offlineAtOf, signInAfter, urlOf, type WatchedCamera } from './watched-camera.ts';

/** Injection token: milliseconds for one whole visit; shorter than the shortest period of a camera. */
export const PROBE_DEADLINE = Symbol('PROBE_DEADLINE');
export const PROBE_DEADLINE_MS = 4_500;
/** A round waits this long for its visits, so that healthy cameras are written in one batch; slow ones come later. */
const ROUND_WAIT_MS = 200;
/** Observations kept while the database does not take them: one each of a large fleet. */
const MOST_UNWRITTEN = 20_000;

/** Visits cameras that are due, and writes what was found in batches. */
@Injectable()
export class Visits {
  readonly #running = new Set<Promise<void>>();
  #found: CameraObservation[] = [];
  readonly #outcomes;

  constructor(
    private readonly findings: Findings,
    private readonly logins: Logins,
    private readonly policy: AddressPolicy,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PROBE_DEADLINE) private readonly deadlineMs: number,
    metrics: Metrics,
  ) {
    this.#outcomes = metrics.counter('canhthon_camera_probes_total', 'Camera probes by what they found', ['outcome']);
  }

  async round(watched: ReadonlyMap<number, WatchedCamera>, now: EpochMs): Promise<void> {
    for (const camera of dueCameras(watched.values(), now)) this.#start(camera, watched, now);
    await doneOrAfter(ROUND_WAIT_MS, Promise.all(this.#running));
    await this.write();
  }

  /** Waits for every visit that has begun; each ends by its own deadline. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Everything that was found, together. What cannot be written now is kept for the next time. */
  async write(): Promise<void> {
    const batch = this.#found;
    if (batch.length === 0) return;
    this.#found = [];
    try {
      await this.findings.write(batch, this.clock.now());
    } catch (error) {
      this.#found = [...batch, ...this.#found].slice(-MOST_UNWRITTEN);
      throw error;
    }
  }

  #start(camera: WatchedCamera, watched: ReadonlyMap<number, WatchedCamera>, now: EpochMs): void {
    camera.visiting = true;
    const visit = this.#visit(camera, watched, now)
      .catch((error: unknown) => {
        this.logger.error({ deviceId: camera.row.deviceId, err: error }, 'A camera visit failed on our side');
        camera.dueAt = nextVisit({ ...camera.row, missed: false, offlineAt: null }, now).at;
      })
      .finally(() => {
        camera.visiting = false;
        this.#running.delete(visit);
      });
    this.#running.add(visit);
  }

  async #visit(camera: WatchedCamera, watched: ReadonlyMap<number, WatchedCamera>, now: EpochMs): Promise<void> {
    const { row } = camera;
    const { right, outcome } = await this.#probe(camera, now);
    const at = this.clock.now();
    this.#outcomes.inc({ outcome: outcome.kind });
    // A login is remembered even when the camera was renamed meanwhile; with a new password it says nothing.
    const sameCredential = camera.row.credentialVersion === row.credentialVersion;
    if (outcome.kind === 'onvif' && sameCredential)
      await this.logins.remember(camera, outcome.authentication, right, at);
    // The registration changed, or somebody else polls it now: what was found belongs to the past.
    if (camera.row !== row || watched.get(row.deviceNo) !== camera) return;
    this.#note(camera, outcome, at);
  }

  async #probe(
    camera: WatchedCamera,
    now: EpochMs,
  ): Promise<{ readonly right: LoginRight; readonly outcome: VisitOutcome }> {
    const { row } = camera;
    const { clock, policy, deadlineMs } = this;
    const url = urlOf(row);
    // Whether such a camera lives is asked without a password; its video signs in.
    if (isRtsp(row))
      return { right: without('none'), outcome: await probeRtsp({ url, port: row.port, deadlineMs, policy }) };
    const right = await this.logins.rightFor(camera, now);
    const { credential, again: mayTryAgain } = right;
    const { loginMethod: knownMethod } = camera;
    const outcome = await probeCamera({ url, credential, mayTryAgain, knownMethod, deadlineMs, clock, policy });
    return { right, outcome };
  }

  #note(camera: WatchedCamera, outcome: VisitOutcome, at: EpochMs): void {
    const { deviceNo } = camera.row;
    camera.strangeAnswers = outcome.kind === 'not_onvif' ? camera.strangeAnswers + 1 : 0;
    if (outcome.kind === 'onvif') {
      const { authentication } = outcome;
      camera.loginMethod = authentication.state === 'accepted' ? authentication.method : null;
      camera.signIn = signInAfter(authentication, camera.signIn, at);
    }
    if (isReached(outcome)) Object.assign(camera, { lastContactAt: at, suspectProposed: false, offlineKnown: false });
    const changed = findingsOf(outcome, camera.strangeAnswers, at).filter(
      ({ code, present }) => camera.told.get(code) !== present,
    );
    for (const { code, present } of changed) camera.told.set(code, present);
    const facts = factsOf(outcome);
    const factsText = JSON.stringify(facts);
    const newFacts = facts !== null && factsText !== camera.factsTold ? facts : null;
    if (newFacts !== null) camera.factsTold = factsText;
    this.#found.push(toObservation(deviceNo, outcome, changed, newFacts, at));
    camera.missed = !isReached(outcome);
    camera.dueAt = nextVisit({ ...camera.row, missed: camera.missed, offlineAt: offlineAtOf(camera) }, at).at;
  }
}
