import { PbfReader, PbfWriter } from 'pbf';
import { check, jsonObject, message, moment, text, Unreadable, whole } from './bounded-protobuf.ts';
import { type Refused, refused } from './payload.ts';

/** `proto/observations.proto`: what an edge agent reports of its cameras. Moments are epoch ms by the agent's clock. */
export interface ObservationBatch {
  readonly sentAt: number;
  readonly late: boolean;
  readonly watchingSince: number;
  /** Null: more of the same follows. */
  readonly coversUntil: number | null;
  readonly cameras: readonly CameraReport[];
}

export interface CameraReport {
  readonly camera: number;
  readonly runs: readonly ObservedRun[];
  readonly login: ReportedLogin | null;
  /** The newest word on each rung that was looked at since; numbers only, never a picture. */
  readonly rungs: readonly ReportedRung[];
}

/** Visits in a row that found the same. */
export interface ObservedRun {
  readonly reached: boolean;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly unchanged: number;
  readonly facts: Readonly<Record<string, unknown>> | null;
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedFinding {
  readonly code: string;
  readonly present: boolean;
  readonly reason: string;
  readonly rule: string;
  readonly at: number;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** What a check of one rung of a camera's ladder found, and which faults it speaks about. */
export interface ReportedRung {
  readonly rung: string;
  readonly state: string;
  readonly reason: string;
  readonly at: number;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly findings: readonly ReportedFinding[];
}

export const LOGIN_OUTCOMES = ['accepted', 'rejected', 'locked_out', 'unclear'] as const;
export interface ReportedLogin {
  readonly credentialVersion: number;
  readonly outcome: (typeof LOGIN_OUTCOMES)[number];
  readonly attemptsLeft: number | null;
  readonly uncounted: number;
}

/** A door takes packets of 16 KiB; agents stay below. */
export const MAX_BATCH_BYTES = 12 * 1024;
const MOST = { cameras: 512, runs: 128, findings: 32, rungs: 16 } as const;

export function writeObservationBatch(batch: ObservationBatch): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, batch.sentAt);
  if (batch.late) pbf.writeBooleanField(2, true);
  pbf.writeVarintField(3, batch.watchingSince);
  if (batch.coversUntil !== null) pbf.writeVarintField(4, batch.coversUntil);
  for (const camera of batch.cameras) pbf.writeMessage(5, writeCamera, camera);
  return pbf.finish();
}

function writeCamera({ camera, runs, login, rungs }: CameraReport, pbf: PbfWriter): void {
  pbf.writeVarintField(1, camera);
  for (const run of runs) pbf.writeMessage(2, writeRun, run);
  if (login !== null) pbf.writeMessage(3, writeLogin, login);
  for (const rung of rungs) pbf.writeMessage(4, writeRung, rung);
}

function writeRun(run: ObservedRun, pbf: PbfWriter): void {
  if (run.reached) pbf.writeBooleanField(1, true);
  pbf.writeVarintField(2, run.firstAt);
  pbf.writeVarintField(3, run.lastAt);
  if (run.unchanged > 0) pbf.writeVarintField(4, run.unchanged);
  if (run.facts !== null) pbf.writeStringField(5, JSON.stringify(run.facts));
  for (const finding of run.findings) pbf.writeMessage(6, writeFinding, finding);
}

function writeFinding({ code, present, reason, rule, at, evidence }: ReportedFinding, pbf: PbfWriter): void {
  pbf.writeStringField(1, code);
  if (present) pbf.writeBooleanField(2, true);
  pbf.writeStringField(3, reason);
  pbf.writeStringField(4, rule);
  pbf.writeVarintField(5, at);
  if (Object.keys(evidence).length > 0) pbf.writeStringField(6, JSON.stringify(evidence));
}

function writeRung({ rung, state, reason, at, evidence, findings }: ReportedRung, pbf: PbfWriter): void {
  pbf.writeStringField(1, rung);
  pbf.writeStringField(2, state);
  pbf.writeStringField(3, reason);
  pbf.writeVarintField(4, at);
  if (Object.keys(evidence).length > 0) pbf.writeStringField(5, JSON.stringify(evidence));
  for (const finding of findings) pbf.writeMessage(6, writeFinding, finding);
}

function writeLogin({ credentialVersion, outcome, attemptsLeft, uncounted }: ReportedLogin, pbf: PbfWriter): void {
  pbf.writeVarintField(1, credentialVersion);
  pbf.writeStringField(2, outcome);
  if (attemptsLeft !== null) pbf.writeVarintField(3, attemptsLeft);
  if (uncounted !== 0) pbf.writeSVarintField(4, uncounted);
}

/** Reads untrusted bytes: every number bounded, every text storable. Total: never throws. */
export function readObservationBatch(
  bytes: Uint8Array,
): { readonly ok: true; readonly value: ObservationBatch } | Refused {
  if (bytes.length > MAX_BATCH_BYTES) return refused('too_large');
  try {
    const raw = { sentAt: 0, late: false, watchingSince: 0, coversUntil: 0, cameras: [] as CameraReport[] };
    const pbf = new PbfReader(bytes);
    pbf.readFields(batchField, raw);
    if (pbf.pos !== bytes.length) throw new Unreadable('bad_format', '');
    const value = { ...raw, coversUntil: raw.coversUntil === 0 ? null : raw.coversUntil };
    check(raw.sentAt > 0 && raw.watchingSince > 0, 'missing', '/sent_at_ms');
    const latest = Math.max(raw.watchingSince, raw.coversUntil, ...raw.cameras.flatMap(momentsOf));
    check(latest <= raw.sentAt, 'out_of_range', '/sent_at_ms');
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.fault, error.path);
    return refused('bad_format');
  }
}

const momentsOf = ({ runs, rungs }: CameraReport): number[] => [
  ...runs.flatMap(({ lastAt, findings }) => [lastAt, ...findings.map(({ at }) => at)]),
  ...rungs.flatMap(({ at, findings }) => [at, ...findings.map((finding) => finding.at)]),
];

type Raw<T> = { -readonly [Key in keyof T]: T[Key] };

function batchField(
  tag: number,
  batch: Omit<Raw<ObservationBatch>, 'coversUntil' | 'cameras'> & { coversUntil: number; cameras: CameraReport[] },
  pbf: PbfReader,
): void {
  if (tag === 1) batch.sentAt = moment(pbf);
  else if (tag === 2) batch.late = pbf.readBoolean();
  else if (tag === 3) batch.watchingSince = moment(pbf);
  else if (tag === 4) batch.coversUntil = moment(pbf);
  else if (tag === 5) {
    check(batch.cameras.length < MOST.cameras, 'out_of_range', '/cameras');
    const report = message(pbf, cameraField, emptyReport());
    check(report.camera > 0, 'missing', '/cameras/camera');
    batch.cameras.push(report);
  }
}

function cameraField(tag: number, report: ReturnType<typeof emptyReport>, pbf: PbfReader): void {
  if (tag === 1) report.camera = whole(pbf.readVarint(), 0x7fff_ffff);
  else if (tag === 2) {
    check(report.runs.length < MOST.runs, 'out_of_range', '/cameras/runs');
    const none = {
      reached: false,
      firstAt: 0,
      lastAt: 0,
      unchanged: 0,
      facts: null,
      findings: [] as ReportedFinding[],
    };
    const run = message(pbf, runField, none);
    check(run.firstAt > 0 && run.lastAt >= run.firstAt, 'out_of_range', '/cameras/runs');
    check(run.firstAt >= (report.runs.at(-1)?.lastAt ?? 0), 'out_of_range', '/cameras/runs');
    report.runs.push(run);
  } else if (tag === 3) {
    const none: Raw<ReportedLogin> = { credentialVersion: 0, outcome: 'unclear', attemptsLeft: null, uncounted: 0 };
    report.login = message(pbf, loginField, none);
  } else if (tag === 4) {
    check(report.rungs.length < MOST.rungs, 'out_of_range', '/cameras/rungs');
    const none = { rung: '', state: '', reason: '', at: 0, evidence: {}, findings: [] as ReportedFinding[] };
    const rung = message(pbf, rungField, none);
    check(rung.at > 0, 'missing', '/cameras/rungs/at_ms');
    report.rungs.push(rung);
  }
}

const emptyReport = () => ({
  camera: 0,
  runs: [] as ObservedRun[],
  login: null as ReportedLogin | null,
  rungs: [] as ReportedRung[],
});

function runField(
  tag: number,
  run: Omit<Raw<ObservedRun>, 'findings'> & { findings: ReportedFinding[] },
  pbf: PbfReader,
): void {
  if (tag === 1) run.reached = pbf.readBoolean();
  else if (tag === 2) run.firstAt = moment(pbf);
  else if (tag === 3) run.lastAt = moment(pbf);
  else if (tag === 4) run.unchanged = whole(pbf.readVarint(), 0x7fff_ffff);
  else if (tag === 5) run.facts = jsonObject(pbf, '/cameras/runs/facts_json');
  else if (tag === 6) {
    readFinding(run.findings, pbf, '/cameras/runs/findings');
  }
}

function rungField(
  tag: number,
  rung: Omit<Raw<ReportedRung>, 'findings'> & { findings: ReportedFinding[] },
  pbf: PbfReader,
): void {
  const path = '/cameras/rungs';
  if (tag === 1) rung.rung = text(pbf, path);
  else if (tag === 2) rung.state = text(pbf, path);
  else if (tag === 3) rung.reason = text(pbf, path);
  else if (tag === 4) rung.at = moment(pbf);
  else if (tag === 5) rung.evidence = jsonObject(pbf, path);
  else if (tag === 6) readFinding(rung.findings, pbf, `${path}/findings`);
}

function readFinding(findings: ReportedFinding[], pbf: PbfReader, path: string): void {
  check(findings.length < MOST.findings, 'out_of_range', path);
  const none: Raw<ReportedFinding> = { code: '', present: false, reason: '', rule: '', at: 0, evidence: {} };
  findings.push(message(pbf, findingField, none));
}

function findingField(tag: number, finding: Raw<ReportedFinding>, pbf: PbfReader): void {
  const path = '/cameras/runs/findings';
  if (tag === 1) finding.code = text(pbf, path);
  else if (tag === 2) finding.present = pbf.readBoolean();
  else if (tag === 3) finding.reason = text(pbf, path);
  else if (tag === 4) finding.rule = text(pbf, path);
  else if (tag === 5) finding.at = moment(pbf);
  else if (tag === 6) finding.evidence = jsonObject(pbf, path);
}

function loginField(tag: number, login: Raw<ReportedLogin>, pbf: PbfReader): void {
  if (tag === 1) login.credentialVersion = whole(pbf.readVarint(), 0x7fff_ffff);
  else if (tag === 2) {
    const outcome = text(pbf, '/cameras/login');
    const known = LOGIN_OUTCOMES.find((name) => name === outcome);
    if (known === undefined) throw new Unreadable('bad_format', '/cameras/login/outcome');
    login.outcome = known;
  } else if (tag === 3) login.attemptsLeft = whole(pbf.readVarint(), 1_000);
  else if (tag === 4) {
    const uncounted = pbf.readSVarint();
    check(
      Number.isInteger(uncounted) && uncounted >= -1 && uncounted <= 20,
      'out_of_range',
      '/cameras/login/uncounted',
    );
    login.uncounted = uncounted;
  }
}
