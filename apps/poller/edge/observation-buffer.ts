import type { CameraReport, ObservedRun, ReportedFinding, ReportedLogin, ReportedRung } from '#libs/contracts';
import type { CameraObservation, CheckedRung } from '#libs/database';
import type { EpochMs } from '#libs/domain';

/** Runs kept of one camera. More than can be an outage each in hours; older ones are joined. */
const MOST_RUNS = 48;

interface Buffered {
  runs: ObservedRun[];
  login: ReportedLogin | null;
  /** By rung: of each the newest word. */
  readonly rungs: Map<string, ReportedRung>;
}

/**
 * What visits found and nobody was told yet. Visits in a row that found the same are one run with a count, so a day
 * without uplink is a few lines a camera; when runs still pile up, the oldest are joined and short silences forgotten.
 */
export class ObservationBuffer {
  readonly #cameras = new Map<number, Buffered>();
  #urgent = false;

  get isEmpty(): boolean {
    return this.#cameras.size === 0;
  }

  add(found: CameraObservation): void {
    const { runs } = this.#of(found.deviceNo);
    const findings = found.findings.map(toReported);
    const { at, reached, facts } = found;
    if (!reached || facts !== null || findings.length > 0) this.#urgent = true;
    append(runs, {
      reached,
      firstAt: at,
      lastAt: at,
      unchanged: 0,
      facts: facts === null ? null : flat(facts),
      findings,
    });
    if (runs.length > MOST_RUNS) joinOldest(runs);
  }

  /** The newest outcome is what counts; tries made on the way to it add up. */
  addLogin(camera: number, login: ReportedLogin): void {
    const buffered = this.#of(camera);
    const before = buffered.login?.credentialVersion === login.credentialVersion ? buffered.login.uncounted : 0;
    buffered.login = { ...login, uncounted: Math.max(-1, Math.min(20, before + login.uncounted)) };
  }

  /** The newest word on a rung is what counts, and of each fault the newest finding. */
  addRung({ deviceNo, reading, findings }: Pick<CheckedRung, 'deviceNo' | 'reading' | 'findings'>): void {
    if (findings.length > 0) this.#urgent = true;
    const evidence = flat(reading.evidence);
    this.#putRung(deviceNo, { ...reading, evidence, findings: findings.map(toReported) });
  }

  /** Is there news that should not wait for the next regular report? Asked once. */
  takeUrgent(): boolean {
    const urgent = this.#urgent;
    this.#urgent = false;
    return urgent;
  }

  /** Takes everything out. */
  take(): CameraReport[] {
    const reports = [...this.#cameras].map(([camera, { runs, login, rungs }]) => ({
      ...{ camera, runs, login, rungs: [...rungs.values()] },
    }));
    this.#cameras.clear();
    return reports;
  }

  /** Puts back, before what came since, what could not be told. */
  putBack(reports: readonly CameraReport[]): void {
    for (const { camera, runs, login, rungs } of reports) {
      const since = this.#cameras.get(camera);
      const joined: Buffered = { runs: [...runs], login: null, rungs: new Map() };
      for (const run of since?.runs ?? []) append(joined.runs, run);
      while (joined.runs.length > MOST_RUNS && joinOldest(joined.runs));
      this.#cameras.set(camera, joined);
      if (login !== null) this.addLogin(camera, login);
      if (since?.login) this.addLogin(camera, since.login);
      for (const rung of [...rungs, ...(since?.rungs.values() ?? [])]) this.#putRung(camera, rung);
    }
  }

  /** It is not ours any more: nobody would take it. */
  forget(isOurs: (camera: number) => boolean): void {
    for (const camera of this.#cameras.keys()) if (!isOurs(camera)) this.#cameras.delete(camera);
  }

  #putRung(camera: number, rung: ReportedRung): void {
    const { rungs } = this.#of(camera);
    const before = rungs.get(rung.rung)?.findings ?? [];
    rungs.set(rung.rung, { ...rung, findings: newest([...before, ...rung.findings]) });
  }

  #of(camera: number): Buffered {
    let buffered = this.#cameras.get(camera);
    if (buffered === undefined) this.#cameras.set(camera, (buffered = { runs: [], login: null, rungs: new Map() }));
    return buffered;
  }
}

/** A visit that brought nothing new prolongs the run before it. */
function append(runs: ObservedRun[], run: ObservedRun): void {
  const last = runs.at(-1);
  const isNews = run.facts !== null || run.findings.length > 0;
  if (last === undefined || isNews || last.reached !== run.reached) runs.push(run);
  else runs[runs.length - 1] = { ...last, lastAt: run.lastAt, unchanged: last.unchanged + 1 + run.unchanged };
}

/** Forgets the shortest run among the older half: it joins its neighbours. True: there are fewer. */
function joinOldest(runs: ObservedRun[]): boolean {
  let at = 1;
  for (let index = 2; index < runs.length >> 1; index += 1) if (spanOf(runs[index]) < spanOf(runs[at])) at = index;
  const [before, short, after] = runs.slice(at - 1, at + 2);
  if (before === undefined || short === undefined) return false;
  const alike = after === undefined || before.reached === short.reached;
  const parts = alike ? [before, short] : [before, short, after];
  runs.splice(at - 1, parts.length, parts.reduce(joined));
  return true;
}

/** As the first of both found it. */
const joined = (first: ObservedRun, second: ObservedRun): ObservedRun => ({
  reached: first.reached,
  firstAt: first.firstAt,
  lastAt: second.lastAt,
  unchanged: first.unchanged + 1 + second.unchanged,
  facts: first.facts === null ? second.facts : { ...first.facts, ...second.facts },
  findings: newest([...first.findings, ...second.findings]),
});

const spanOf = (run: ObservedRun | undefined): EpochMs => (run === undefined ? Infinity : run.lastAt - run.firstAt);

/** Of each fault what was found last. */
const newest = (findings: readonly ReportedFinding[]): ReportedFinding[] => [
  ...new Map(findings.map((finding) => [finding.code, finding])).values(),
];

const toReported = (finding: CameraObservation['findings'][number]): ReportedFinding => {
  const { code, present, reason, rule, occurredAt: at, evidence = {} } = finding;
  return { code, present, reason, rule, at, evidence: flat(evidence) };
};

/** Reports carry flat objects; what is deeper goes as text. */
const flat = (facts: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'object' && value !== null ? JSON.stringify(value) : value]),
  );
