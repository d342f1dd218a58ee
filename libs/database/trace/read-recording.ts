import { DAY, type EpochMs, type Recording, type UnitId } from '#libs/domain';
import { openSession } from '../backup/session.ts';
import { readAcknowledgements, readChanges, readWindows } from './read-events.ts';
import { readDevices, readRotas, readTargets, readUnits } from './read-scene.ts';
import { RecordingError } from './recording-error.ts';
import type { Session } from './session.ts';

export interface RecordingWish {
  readonly from: EpochMs;
  readonly until: EpochMs;
  /** Id or code of the unit that is recorded with all below it, and bare what stands above; undefined: everything. */
  readonly unit?: string | undefined;
}

const LONGEST = 31 * DAY;

/**
 * What happened in a span, read from the database at `url` in one consistent picture that changes nothing; the product
 * may go on running. Throws RecordingError when it is asked for what is not there.
 */
export async function readRecording(url: string, wish: RecordingWish): Promise<Recording> {
  const client = await openSession(url, 'canhthon-record-trace');
  const session: Session = async <Row>(text: string, parameters: readonly unknown[] = []) =>
    (await client.query(text, [...parameters])).rows as Row[];
  try {
    await session('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const recording = await read(session, wish);
    await session('ROLLBACK');
    return recording;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (!['42P01', '42703', '42883'].includes(code)) throw error;
    throw new RecordingError('The schema is not the one of this program: run `npm run migrate` first.', {
      cause: error,
    });
  } finally {
    await client.end();
  }
}

async function read(session: Session, { from, until, unit }: RecordingWish): Promise<Recording> {
  await refuseSpan(session, { from, until });
  const span = { from, until };
  const topId = unit === undefined ? null : await unitOf(session, unit);
  const units = await readUnits(session, topId);
  const devices = await readDevices(session, topId, span);
  if (devices.length === 0) throw new RecordingError('There is no device that could be recorded.');
  const unitIds = units.map(({ id }) => id);
  const deviceNos = devices.map(({ deviceNo }) => deviceNo);
  const changes = await readChanges(session, deviceNos, span);
  return {
    ...{ span, units, devices, changes },
    targets: await readTargets(session, unitIds, span),
    rotas: await readRotas(session, unitIds),
    acknowledgements: await readAcknowledgements(session, deviceNos, span),
    windows: await readWindows(session, unitIds, deviceNos, span),
  };
}

async function refuseSpan(session: Session, { from, until }: RecordingWish): Promise<void> {
  if (until <= from) throw new RecordingError('--until must be later than --from.');
  if (until - from > LONGEST) throw new RecordingError('At most 31 days can be recorded at once.');
  const [row] = await session<{ now: Date }>('SELECT now()');
  if (row && until > row.now.getTime())
    throw new RecordingError(`--until lies in the future: it is ${row.now.toISOString()} now.`);
}

async function unitOf(session: Session, word: string): Promise<UnitId> {
  const [row] = await session<{ id: UnitId }>(
    `SELECT id FROM unit WHERE kind <> 'canary' AND (id::text = lower($1) OR code = $1)
     ORDER BY valid_to DESC NULLS FIRST, valid_from DESC NULLS LAST LIMIT 1`,
    [word],
  );
  if (!row) throw new RecordingError(`There is no unit with the id or code ${word}.`);
  return row.id;
}
