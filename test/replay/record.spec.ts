import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readRecording, RecordingError } from '#libs/database';
import { HOUR, MINUTE, traceOf, type UnitId } from '#libs/domain';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { type Played, playTrace } from './run-trace.ts';
import type { Stage } from './stage.ts';
import { readTrace, type Trace } from './trace.ts';

/** The shipped power cut of a village, and elsewhere what else a recording has to keep. */
const ORIGINAL = readTrace(
  [
    readFileSync(new URL('traces/village-power-cut.jsonl', import.meta.url), 'utf8').replace(
      '2026-11-21',
      '2025-11-21',
    ),
    '{"policy":"lm-t1","rules":{"groupWaitSeconds":120,"escalation":[{"afterMinutes":30,"unitId":"lm"}]}}',
    '{"policy":"dp-t1-to1","rules":{"escalation":[{"afterMinutes":20,"unitId":"dp-t1"}]}}',
    '{"at":"25m","silent":{"ids":["dp-t1-to1-cam-2"]},"because":"device"}',
    '{"at":"40m","acknowledge":"dp-t1-to1","name":"Bác Tiệp","minutes":25}',
    '{"at":"2h30m","talk":{"ids":["dp-t1-to1-cam-2"]},"rebooted":true}',
    '{"at":"50m","fault":"auth_failed","of":{"ids":["dp-t2-to1-cam-4"]},"on":true}',
    '{"at":"1h40m","fault":"auth_failed","of":{"ids":["dp-t2-to1-cam-4"]},"on":false}',
    '{"at":"10m","maintenance":"work","of":{"unit":"lm-t1-to1"},"from":"15m","until":"1h"}',
    '{"at":"10m","maintenance":"work","of":{"ids":["lm-t1-to2-den-1"]},"from":"10m","until":"2h"}',
    '{"at":"20m","silent":{"ids":["lm-t1-to1-cam-1"]},"because":"planned"}',
    '{"at":"30m","silent":{"ids":["lm-t1-to2-den-1"]},"because":"planned","for":"45m"}',
    '{"at":"1h50m","talk":{"ids":["lm-t1-to1-cam-1"]}}',
  ].join('\n'),
);

/** Devices report once a minute, and a return is seen within a few seconds. */
const TOLERANCE = 2;

/** Into the original: all devices talk, planned work is entered, nothing has happened yet. */
const BEGINS = 15 * MINUTE;

interface Said {
  readonly minute: number;
  readonly what: string;
}

/** Who by kind of unit, what, and how many of which kind; without names. */
const saidIn = (trace: Trace, { heard }: Played): Said[] =>
  heard
    .map(({ elapsed, target, type, text }) => {
      const unit = trace.targets.find(({ target: name }) => name === target)?.of;
      const kind = trace.units.find(({ unit: name }) => name === unit)?.kind ?? '?';
      const counts = [...text.matchAll(/\d+ (?:camera|đèn|điểm wifi)(?= |,|\.|$)/g)].join(' and ');
      const cause = /Mất điện|có điện lại|mật khẩu|đi kiểm tra|mất tín hiệu/.exec(text)?.[0] ?? '';
      return { minute: Math.round((elapsed - trace.startsAt) / MINUTE), what: `${kind} ${type} ${cause} ${counts}` };
    })
    .sort((a, b) => (a.what < b.what ? -1 : a.what > b.what ? 1 : a.minute - b.minute));

/** Everything in the database by which a place, a thing or a person could be known. */
async function identities({ database }: Stage): Promise<string[]> {
  await database.query(`UPDATE site SET latitude = 21.0931, longitude = 105.6687`);
  const rows = await database.query<{ word: string | null }>(
    `SELECT unnest(ARRAY[name, id::text]) AS word FROM unit UNION
     SELECT unnest(ARRAY[code, landmark, public_token, id::text, latitude::text, longitude::text]) FROM site UNION
     SELECT unnest(ARRAY[code, name, id::text]) FROM device UNION
     SELECT unnest(ARRAY[name, id::text, address->>'url']) FROM target UNION
     SELECT actor_name FROM incident_event`,
  );
  return rows.flatMap(({ word }) => (word === null ? [] : [word]));
}

describe('a recorded trace', () => {
  let database: TestDatabase;
  let original: Played;
  let recorded: string;
  let ofOneVillage: string;
  let words: string[];
  const refusals: unknown[] = [];

  beforeAll(async () => {
    database = await cloneDatabase();
    const { startsAt, lastsMs } = ORIGINAL;
    const span = { from: startsAt + BEGINS, until: startsAt + lastsMs };
    const write = async (unit?: UnitId) =>
      traceOf(await readRecording(database.url, { ...span, unit }))
        .lines.map((line) => JSON.stringify(line))
        .join('\n');
    original = await playTrace(ORIGINAL, database.url, async (stage) => {
      words = await identities(stage);
      recorded = await write();
      ofOneVillage = await write(stage.units.get('od-t1'));
      for (const wish of [
        { from: startsAt, until: startsAt },
        { from: startsAt, until: startsAt + 40 * 24 * HOUR },
        { ...span, unit: 'không có' },
      ])
        refusals.push(await readRecording(database.url, wish).catch((error: unknown) => error));
    });
    await database.drop();
  });

  it('says the same to the same kinds of people at the same minutes when it is replayed', async () => {
    const trace = readTrace(recorded);
    const again = await cloneDatabase();
    const replayed = await playTrace(trace, again.url);
    await again.drop();
    const [before, after] = [saidIn(ORIGINAL, original), saidIn(trace, replayed)];
    expect(after.map(({ what }) => what)).toEqual(before.map(({ what }) => what));
    const apart = after.map(({ minute }, index) => Math.abs(minute + BEGINS / MINUTE - (before[index]?.minute ?? NaN)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(TOLERANCE);
    expect(replayed.verdict).toMatchObject({ messages: original.verdict.messages, false: [], misjudged: [] });
    expect(replayed.notSent).toEqual(original.notSent);
  });

  it('names nobody and no place', () => {
    expect(words.length).toBeGreaterThan(400);
    expect(words).toEqual(expect.arrayContaining(['Bác Tiệp', 'Thôn Tháp Thượng', 'cot-od-t1-wifi', '105.6687']));
    expect(words.filter((word) => recorded.includes(word))).toEqual([]);
  });

  it('begins in another year, on the same weekday at the same time', () => {
    expect(new Date(readTrace(recorded).startsAt).toISOString()).toBe('2024-01-05T15:15:00.000Z');
  });

  it('of one unit holds what is in it, what stands above, and nothing beside', () => {
    const { units, devices, targets } = readTrace(ofOneVillage);
    expect(units.map(({ kind }) => kind)).toEqual(['country', 'region', 'commune', 'village', 'group', 'group']);
    expect([devices.length, targets.length]).toEqual([19, 5]);
  });

  it('is refused with a sentence when there is nothing such', () => {
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(RecordingError);
    expect(refusals.map((refusal) => (refusal as Error).message)).toEqual([
      '--until must be later than --from.',
      'At most 31 days can be recorded at once.',
      'There is no unit with the id or code không có.',
    ]);
  });
});
