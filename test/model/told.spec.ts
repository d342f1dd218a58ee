import { describe, expect, it, jest } from '@jest/globals';
import { MINUTE, quietStretch, SECOND, type TargetId } from '#libs/domain';
import { cloneDatabase } from '../harness/postgres.ts';
import { type Heard, type Played, playTrace } from '../replay/run-trace.ts';
import type { Stage } from '../replay/stage.ts';
import type { Trace } from '../replay/trace.ts';
import { isQuietAtNight, QUIET, randomTrace } from './random-trace.ts';

/** `SEEDS=200 FIRST_SEED=1 npm test -- test/model/told` tries more. Each seed is a trace of eight hours, odd ones by day. */
const SEEDS = Number(process.env['SEEDS'] ?? 2);
const FIRST_SEED = Number(process.env['FIRST_SEED'] ?? 1);

jest.setTimeout(120_000 + SEEDS * 60_000);

/** Deadline, group wait and the way to the phone. */
const PROMISED = 3 * MINUTE + MINUTE + 45 * SECOND;
/** One that comes and goes is told after half an hour; one that outlived a cause, after a time to start up. */
const PROMISED_TO_RESTLESS = 45 * MINUTE;
const NEIGHBOURHOOD = 90 * MINUTE;

const OPENINGS = ['incident.opened', 'incident.escalated', 'incident.updated'];

interface Outcome extends Played {
  /** Codes of the devices that an incident speaks of, itself or through what it explains. */
  readonly devicesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

async function play(trace: Trace): Promise<Outcome> {
  const database = await cloneDatabase();
  const devicesOf = new Map<string, Set<string>>();
  const look = async (stage: Stage): Promise<void> => {
    const rows = await stage.database.query<{ id: string; codes: string[] }>(
      `WITH RECURSIVE about (id, part) AS (
         SELECT id, id FROM incident UNION
         SELECT about.id, p.child_id FROM about JOIN incident_parent p ON p.parent_id = about.part)
       SELECT about.id, array_agg(DISTINCT d.code) AS codes
       FROM about JOIN incident_device m ON m.incident_id = about.part JOIN device d USING (device_no) GROUP BY about.id`,
    );
    for (const { id, codes } of rows) devicesOf.set(id, new Set(codes));
  };
  const played = await playTrace(trace, database.url, look);
  await database.drop();
  return { ...played, devicesOf };
}

const speaksOf = (outcome: Outcome, heard: Heard, device: string): boolean =>
  OPENINGS.includes(heard.type) && heard.incidentIds.some((id) => outcome.devicesOf.get(id)?.has(device));

const group = (device: string): string => device.slice(0, 2);

/** When its group may first be told of what was there to be told at `due`, as time goes by. */
function mayBeToldFrom(device: string, due: number, ahead: number): number {
  if (!isQuietAtNight(group(device))) return due;
  const target = { id: '' as TargetId, quietHours: QUIET, timeZone: 'Asia/Ho_Chi_Minh', rota: null };
  const quiet = quietStretch(target, due + ahead);
  return quiet === null ? due : quiet.until - ahead;
}

/** Outages that lasted longer than we promise to take while nothing of ours was disturbed, and that nobody was told of. */
function untold(outcome: Outcome, end: number): string[] {
  const { outages, disturbances } = outcome.truth;
  return outages.flatMap(({ device, from, until }) => {
    const lasted = Math.min(until, end);
    const disturbed = disturbances.findLast(({ at }) => at < lasted) ?? { at: from, ahead: 0 };
    const isLonely = !outages.some(
      (other) => (other.device !== device || other.from !== from) && Math.abs(other.from - from) < NEIGHBOURHOOD,
    );
    const due = Math.max(from, disturbed.at) + (isLonely ? PROMISED : PROMISED_TO_RESTLESS);
    const tellBy = mayBeToldFrom(device, due, disturbed.ahead);
    if (lasted <= (tellBy === due ? due : tellBy + PROMISED)) return [];
    const told = outcome.heard.some((heard) => speaksOf(outcome, heard, device) && heard.elapsed >= from);
    return told ? [] : [`${device} was silent from ${from} to ${until}; nobody was told`];
  });
}

/** Whoever was told of an incident's beginning or end is not told of the same again. */
function twice({ heard }: Outcome): string[] {
  const told = new Map<string, string>();
  return heard.flatMap(({ target, type, key, incidentIds }) =>
    incidentIds.flatMap((id) => {
      if (type !== 'incident.opened' && type !== 'incident.resolved') return [];
      const line = `${target} ${type} ${id}`;
      const before = told.get(line);
      told.set(line, key);
      return before === undefined || before === key ? [] : [line];
    }),
  );
}

/** After the end of an incident was told nothing more is said of it; no end is told where no beginning was. */
function afterTheEnd({ heard }: Outcome): string[] {
  const begun = new Set<string>();
  const over = new Set<string>();
  return heard.flatMap(({ target, type, incidentIds }) =>
    incidentIds.flatMap((id) => {
      const line = `${target} ${id}`;
      const wrong = over.has(line) || (type === 'incident.resolved' && !begun.has(line));
      if (type === 'incident.resolved') over.add(line);
      else begun.add(line);
      return wrong ? [`${type} ${line}`] : [];
    }),
  );
}

const asText = ({ events, ...trace }: Trace): string =>
  [trace, ...events.map(({ atMs: _at, turn: _turn, ...event }) => event)]
    .map((line) => JSON.stringify(line))
    .join('\n');

describe('whatever happens, in whatever order', () => {
  it.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
    'seed %i: every lasting outage is told, nothing twice, nothing after its end',
    async (seed) => {
      const trace = randomTrace(seed);
      const outcome = await play(trace);
      const found = {
        untold: untold(outcome, trace.startsAt + trace.lastsMs),
        twice: twice(outcome),
        afterTheEnd: afterTheEnd(outcome),
        false: outcome.verdict.false,
      };
      const right = { untold: [], twice: [], afterTheEnd: [], false: [] };
      if (JSON.stringify(found) !== JSON.stringify(right)) process.stderr.write(`${asText(trace)}\n`);
      expect(found).toEqual(right);
      expect(outcome.heard.length).toBeGreaterThan(0);
    },
  );
});
