import { describe, expect, it } from '@jest/globals';
import { reasonWords } from '../text/reasons.ts';
import { DAY, HOUR, MINUTE } from '../time.ts';
import { builtOn, type HygieneFacts, isFactoryPassword, judgeHygiene } from './hygiene.ts';
import { type LadderFacts, ladderOf } from './ladder-of.ts';
import { judgeRecording } from './recording.ts';
import { DEEP_RUNGS, type DeepRung, RUNG_FINDINGS, type RungReading, RUNGS } from './rung.ts';
import { judgeStream, type StreamOutcome } from './stream.ts';
import { judgeEvents } from './tamper.ts';
import { firstCheck, nextCheck, RUNG_EVERY_SECONDS } from './timetable.ts';

const NOW = Date.UTC(2026, 10, 21, 12);

it.each(RUNG_FINDINGS)('%s has words in both languages', (finding) => {
  expect(reasonWords(finding, 'vi')).not.toBe(finding);
  expect(reasonWords(finding, 'en')).not.toBe(finding);
});

describe('the video of a camera', () => {
  const video: StreamOutcome = { kind: 'video', codecs: ['H264'], packet: 'seen', describeMs: 20, packetMs: 90 };
  const refused: StreamOutcome = { kind: 'failed', reason: 'refused', status: null, detail: 'x' };
  it.each<[string, StreamOutcome, number, object]>([
    ['flows', video, 3, { state: 'ok', reason: 'stream_flows', faults: { stream_unavailable: false } }],
    ['is described only', { ...video, packet: 'not_offered' }, 0, { state: 'ok', reason: 'stream_described' }],
    ['plays nothing once', { ...video, packet: 'not_seen' }, 0, { state: 'unknown', next: 'suspect', faults: {} }],
    ['plays nothing twice', { ...video, packet: 'not_seen' }, 1, { state: 'fault', reason: 'stream_stands_still' }],
    ['refuses once', refused, 0, { state: 'unknown', reason: 'looking_again', faults: {} }],
    ['refuses twice', refused, 1, { state: 'fault', reason: 'stream_refused', faults: { stream_unavailable: true } }],
    ['rejects the password', { kind: 'login', state: 'rejected', detail: '' }, 0, { state: 'fault', next: 'settled' }],
    ['wants it in clear', { kind: 'login', state: 'plain_only', detail: '' }, 0, { state: 'unknown', faults: {} }],
    [
      'is somewhere else',
      { kind: 'not_asked', reason: 'port_not_registered', port: 8554 },
      0,
      { state: 'unknown', evidence: { port: 8554 } },
    ],
    ['could not be asked', { kind: 'unanswered', detail: '' }, 5, { state: 'unknown', next: 'unanswered', faults: {} }],
  ])('%s', (_what, outcome, before, expected) => expect(judgeStream(outcome, before)).toMatchObject(expected));
});

describe('what a camera says of its recordings', () => {
  const told = (minutes: number | null, jobs: string[], recordings = 1) =>
    ({ kind: 'told', dataUntil: minutes === null ? null : NOW - minutes * MINUTE, jobs, recordings }) as const;
  it.each([
    ['writes now', told(1, ['Active']), { state: 'ok', faults: { not_recording: false } }],
    ['nothing moved tonight', told(600, ['Idle']), { state: 'ok' }],
    ['nothing for a day', told(25 * 60, ['Idle']), { state: 'fault', reason: 'recording_old' }],
    ['says active, writes nothing', told(180, ['Active']), { state: 'fault', reason: 'recording_old' }],
    ['all jobs in error', told(1, ['Error']), { state: 'fault', reason: 'recording_stopped' }],
    ['no card, no jobs', told(null, [], 0), { state: 'unknown', faults: {} }],
    ['no Profile G', { kind: 'not_offered' }, { state: 'unknown', reason: 'recording_not_told', faults: {} }],
    ['does not tell us', { kind: 'refused', detail: 'x' }, { state: 'unknown', reason: 'refused_this_question' }],
  ] as const)('%s', (_what, outcome, expected) => expect(judgeRecording(outcome, NOW)).toMatchObject(expected));
});

describe('what a camera says of tampering', () => {
  const states = (topic: string, on: boolean) => ({ kind: 'told', states: [{ topic, on }] }) as const;
  const dark = 'VideoSource/ImageTooDark/ImagingService';
  it.each([
    ['dark once', states(dark, true), 0, { state: 'unknown', next: 'suspect', faults: {} }],
    ['dark twice', states(dark, true), 1, { state: 'fault', faults: { camera_tampered: true } }],
    ['with the vendor’s own way there', states(`Acme/Cells/${dark}`, true), 1, { state: 'fault' }],
    ['by a rule of its own', states('RuleEngine/TamperDetector/Tamper', true), 1, { state: 'fault' }],
    ['no signal', states('VideoSource/SignalLoss', true), 1, { state: 'fault' }],
    ['nothing', states(dark, false), 4, { state: 'ok', faults: { camera_tampered: false } }],
    [
      'broken card',
      states('Device/HardwareFailure/StorageFailure', true),
      0,
      { state: 'fault', reason: 'storage_event', faults: { storage_failure: true } },
    ],
    [
      'motion only',
      states('VideoSource/MotionAlarm', true),
      0,
      { state: 'unknown', reason: 'no_such_events', faults: {} },
    ],
    ['no events at all', { kind: 'not_offered' }, 0, { state: 'unknown', faults: {} }],
  ] as const)('%s', (_what, outcome, before, expected) => expect(judgeEvents(outcome, before)).toMatchObject(expected));
});

describe('hygiene', () => {
  it.each([
    ['V5.5.82 build 190220', Date.UTC(2019, 1, 20)],
    ['2.800.0000.16.R, Build Date: 2021-08-05', Date.UTC(2021, 7, 5)],
    ['2.10', null],
    ['build 991332', null],
    ['1.4.0 20301231', null],
  ])('reads the day of %s', (firmware, at) => expect(builtOn(firmware, NOW)).toBe(at));

  const facts: HygieneFacts = {
    ...{ firmware: '2.10', plainOnly: false, factoryPassword: null, certificateEndsAt: null },
  };
  it.each<[string, Partial<HygieneFacts>, object]>([
    ['nothing wrong', {}, { state: 'ok', reason: 'hygiene_fine', faults: {}, evidence: { firmware: '2.10' } }],
    [
      'a certificate that ended yesterday',
      { certificateEndsAt: NOW - DAY },
      { state: 'fault', faults: { certificate_ended: true }, evidence: { certificateDaysLeft: -1 } },
    ],
    [
      'one with a month to go',
      { certificateEndsAt: NOW + 30 * DAY },
      { state: 'ok', faults: { certificate_ended: false }, evidence: { certificateDaysLeft: 30 } },
    ],
    ['one that it does not show', { certificateEndsAt: 'not_shown' }, { state: 'unknown', faults: {} }],
    ['a factory password', { factoryPassword: true }, { state: 'fault', faults: { factory_password: true } }],
    [
      'http alone',
      { plainOnly: true, factoryPassword: false },
      { state: 'ok', reason: 'plain_door_only', faults: { factory_password: false } },
    ],
    [
      'firmware of 2019',
      { firmware: 'V5.5.82 build 190220', plainOnly: true },
      { state: 'ok', reason: 'firmware_old', faults: {}, evidence: { firmwareAgeDays: 2831, plainOnly: true } },
    ],
    ['firmware without a day', {}, { evidence: { firmwareAgeDays: null } }],
    ['nothing told', { firmware: null, plainOnly: null }, { state: 'unknown', reason: 'hygiene_not_told', faults: {} }],
  ])('of a camera with %s', (_what, more, expected) =>
    expect(judgeHygiene({ ...facts, ...more }, NOW)).toMatchObject(expected),
  );

  it('knows a password that makers print in their manuals, and one that is the name', () => {
    expect(['Admin', '12345', 'sếp'].map((typed) => isFactoryPassword(typed, 'sếp'))).toEqual([true, true, true]);
    expect(isFactoryPassword('Thon-2026', 'admin')).toBe(false);
  });
});

describe('the timetable', () => {
  it('looks at pictures at least four times a day, at another time for each camera, never all at once', () => {
    expect((24 * 3600) / RUNG_EVERY_SECONDS.picture).toBeGreaterThanOrEqual(4);
    const firsts = Array.from({ length: 500 }, (_, no) => firstCheck(no, 'picture', null, NOW));
    expect(new Set(firsts.map((at) => Math.floor(at / 15_000))).size).toBeGreaterThan(15);
    const overdue = Array.from({ length: 500 }, (_, no) => firstCheck(no, 'picture', NOW - 9 * DAY, NOW));
    expect(new Set(overdue.map((at) => Math.floor(at / 15_000))).size).toBeGreaterThan(15);
  });

  /** The moments at which a rung of a camera that is well is looked at within a day. */
  const dayOf = (deviceNo: number, rung: DeepRung): number[] => {
    const moments: number[] = [];
    let at = firstCheck(deviceNo, rung, NOW - HOUR, NOW);
    while (at < NOW + DAY) {
      moments.push(at);
      at = nextCheck({ deviceNo, rung, unanswered: 0 }, { state: 'ok', next: 'settled' }, at);
    }
    return moments;
  };

  it('a day of a thousand cameras: 12 pictures of each, and no quarter of an hour with twice its share', () => {
    const days = Array.from({ length: 1_000 }, (_, no) => dayOf(no, 'picture'));
    expect(days.every((moments) => moments.length >= 4 && moments.length === 12)).toBe(true);
    const quarters = new Array<number>(96).fill(0);
    for (const at of days.flat()) quarters[Math.floor((at - NOW) / (15 * MINUTE))]! += 1;
    expect(Math.max(...quarters)).toBeLessThan(2 * (12_000 / 96));
  });

  it('another place in the day for each rung of one camera', () => {
    const seconds = DEEP_RUNGS.map((rung) => dayOf(7, rung)[0]);
    expect(new Set(seconds).size).toBe(DEEP_RUNGS.length);
  });

  it('finds a turned camera within 12 minutes of the first suspicion, and asks a dead video port once an hour', () => {
    const fourMore = [1, 2, 3].reduce(
      (at) => nextCheck({ deviceNo: 7, rung: 'picture', unanswered: 0 }, { state: 'unknown', next: 'suspect' }, at),
      NOW,
    );
    expect(fourMore - NOW).toBeLessThanOrEqual(12 * MINUTE);
    const silent = nextCheck(
      { deviceNo: 7, rung: 'stream', unanswered: 9 },
      { state: 'unknown', next: 'unanswered' },
      NOW,
    );
    expect(silent - NOW).toBe(HOUR);
  });

  it.each(DEEP_RUNGS)('%s: sooner while suspect, later and later while nothing answers', (rung) => {
    const next = (state: 'ok' | 'unknown', wanted: 'settled' | 'suspect' | 'unanswered', unanswered = 0) =>
      nextCheck({ deviceNo: 7, rung, unanswered }, { state, next: wanted }, NOW) - NOW;
    expect(next('unknown', 'suspect')).toBeLessThanOrEqual(HOUR);
    expect(next('ok', 'settled')).toBeLessThanOrEqual(RUNG_EVERY_SECONDS[rung] * 1000);
    const waits = [1, 2, 3, 4, 20].map((count) => next('unknown', 'unanswered', count));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(RUNG_EVERY_SECONDS[rung] * 1000);
  });
});

describe('the ladder as people see it', () => {
  const reading: RungReading = { rung: 'stream', state: 'ok', reason: 'stream_flows', at: NOW - HOUR, evidence: {} };
  const good: LadderFacts = {
    ...{ connectivity: 'online', lastContactAt: NOW - MINUTE, faults: [] },
    login: { state: 'accepted', hasPassword: true, checkedAt: NOW - DAY },
    facts: { clockDriftSeconds: 0, manufacturer: 'x' },
    readings: [reading],
  };
  const states = (facts: Partial<LadderFacts>): Record<string, string> =>
    Object.fromEntries(
      ladderOf({ ...good, ...facts }, NOW).map(({ rung, state, reason }) => [rung, `${state} ${reason}`]),
    );

  it('has every rung once, and what was never looked at is unknown', () => {
    expect(Object.keys(states({}))).toEqual([...RUNGS]);
    expect(states({})).toMatchObject({
      reachable: 'ok camera_answers',
      login: 'ok login_accepted',
      stream: 'ok stream_flows',
      picture: 'unknown not_checked_yet',
    });
  });

  it.each<[string, Partial<LadderFacts>, object]>([
    [
      'a silent camera',
      { connectivity: 'offline' },
      { reachable: 'fault camera_silent', clock: 'unknown camera_silent', stream: 'unknown camera_silent' },
    ],
    [
      'one that is late',
      { connectivity: 'suspect' },
      { reachable: 'unknown no_answer_this_time', stream: 'unknown camera_silent' },
    ],
    [
      'one never heard',
      { connectivity: 'never_seen', lastContactAt: null },
      { reachable: 'unknown camera_never_heard', stream: 'unknown camera_never_heard' },
    ],
    ['an old reading', { readings: [{ ...reading, at: NOW - DAY }] }, { stream: 'unknown checked_long_ago' }],
    ['a wrong password', { login: { ...good.login!, state: 'rejected' } }, { login: 'fault login_rejected' }],
    [
      'a password nobody asked for',
      { login: { ...good.login!, state: 'untried' } },
      { login: 'unknown login_not_tested' },
    ],
    ['a clock that is not told', { facts: { clockDriftSeconds: null } }, { clock: 'unknown clock_not_told' }],
    ['a wrong clock', { faults: [{ code: 'clock_drift', since: NOW, evidence: {} }] }, { clock: 'fault clock_wrong' }],
    [
      'a web page in its place',
      { faults: [{ code: 'not_onvif', since: NOW, evidence: {} }] },
      { speaks: 'fault speaks_neither' },
    ],
    [
      'a camera without ONVIF',
      { facts: { protocol: 'RTSP' } },
      { speaks: 'ok speaks_rtsp', clock: 'unknown clock_not_told' },
    ],
  ])('of %s', (_what, facts, expected) => expect(states(facts)).toMatchObject(expected));
});
