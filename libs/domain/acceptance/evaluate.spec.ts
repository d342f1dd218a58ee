import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '../time.ts';
import { asksAgain, type CameraCheckResult } from './camera-check.ts';
import { evaluateAcceptance } from './evaluate.ts';
import type { AcceptanceFacts } from './facts.ts';
import { ACCEPTANCE_OUTCOMES, acceptanceDeadline, type AcceptanceStep, type StepState } from './steps.ts';
import { stepInWords, stepName } from './words.ts';

const T0 = Date.parse('2026-11-21T05:00:00Z');
const NOW = T0 + 40 * SECOND;
const OVER = T0 + 5 * MINUTE;

const message = {
  state: 'accepted',
  channel: 'webhook',
  createdAt: T0,
  acceptedAt: T0 + SECOND,
  lastError: null,
} as const;
const report = { receivedAt: NOW, sentAt: NOW, internetOk: null, wanUp: null, lampOn: true, lampCurrent: 0.9 };
const command = { state: 'acknowledged', result: 'done', sentAt: T0 + SECOND, closedAt: T0 + 3 * SECOND } as const;

const light = (more: Partial<AcceptanceFacts> = {}): AcceptanceFacts => ({
  ...{ kind: 'solar_light', startedAt: T0, deadlineAt: OVER, connectivity: 'online', contactAt: NOW, hasSecret: true },
  ...{ refusal: null, report, lampFaulty: false, check: null, command, uplink: null, messages: [message] },
  ...more,
});
const hotspot = (more: Partial<AcceptanceFacts> = {}): AcceptanceFacts =>
  light({ kind: 'wifi_hotspot', command: null, report: { ...report, internetOk: true }, ...more });

const check: CameraCheckResult = {
  ...{ at: T0 + SECOND, answer: 'onvif', detail: 'speaks_onvif', login: 'accepted', attemptsLeft: null, says: {} },
  ...{ clockDriftSeconds: 2, picture: { kind: 'jpeg', bytes: 9_000, width: 1920, height: 1080 } },
};
const camera = (more: Partial<CameraCheckResult> | null = {}): AcceptanceFacts =>
  light({ kind: 'camera', contactAt: null, report: null, check: more === null ? null : { ...check, ...more } });

const silent = { contactAt: T0 - MINUTE, report: null, connectivity: 'offline' } as const;
const told = { ...command, state: 'sent', result: null, closedAt: null } as const;

describe('one step of an acceptance test', () => {
  it.each<[AcceptanceStep, string, AcceptanceFacts, StepState, StepState]>([
    ['talks', 'heard', light(), 'ok', 'ok'],
    ['talks', 'nothing_heard', light(silent), 'waiting', 'failed'],
    ['talks', 'refused_at_door', light({ ...silent, refusal: { event: 'wrong_secret', at: NOW } }), 'failed', 'failed'],
    // A stranger tries the name of a device that is well.
    [
      'talks',
      'refused_at_door',
      light({ ...silent, connectivity: 'online', refusal: { event: 'wrong_secret', at: NOW } }),
      'waiting',
      'failed',
    ],
    ['talks', 'camera_answers', camera(), 'ok', 'ok'],
    ['talks', 'camera_silent', camera({ answer: 'none', detail: 'refused', picture: null }), 'waiting', 'failed'],
    ['talks', 'not_onvif', camera({ answer: 'not_onvif', detail: 'web_page', picture: null }), 'waiting', 'failed'],
    [
      'talks',
      'address_not_allowed',
      camera({ answer: 'none', detail: 'address_not_allowed', picture: null }),
      'failed',
      'failed',
    ],
    [
      'talks',
      'agent_silent',
      { ...camera(null), uplink: { connectivity: 'offline', lifecycle: 'active', watches: true } },
      'waiting',
      'failed',
    ],
    // What it answered before it fell silent counts.
    [
      'talks',
      'camera_answers',
      { ...camera(), uplink: { connectivity: 'offline', lifecycle: 'active', watches: true } },
      'ok',
      'ok',
    ],
    ['signs_in', 'signed_in', light(), 'ok', 'ok'],
    [
      'signs_in',
      'wrong_password',
      light({ ...silent, refusal: { event: 'wrong_secret', at: NOW } }),
      'failed',
      'failed',
    ],
    [
      'signs_in',
      'secret_revoked',
      light({ ...silent, refusal: { event: 'secret_revoked', at: NOW } }),
      'failed',
      'failed',
    ],
    // It was let in after it was refused.
    ['signs_in', 'signed_in', light({ refusal: { event: 'wrong_secret', at: T0 + SECOND } }), 'ok', 'ok'],
    ['signs_in', 'no_password_registered', light({ ...silent, hasSecret: false }), 'failed', 'failed'],
    ['signs_in', 'open_to_all', camera({ login: 'not_required' }), 'ok', 'ok'],
    ['signs_in', 'wrong_password', camera({ login: 'rejected', picture: null }), 'failed', 'failed'],
    ['signs_in', 'locked_out', camera({ login: 'locked_out', picture: null }), 'failed', 'failed'],
    ['signs_in', 'no_password_registered', camera({ login: 'no_credential', picture: null }), 'failed', 'failed'],
    ['signs_in', 'login_not_possible', camera({ login: 'not_possible', picture: null }), 'failed', 'failed'],
    ['signs_in', 'login_rests', camera({ login: 'resting', picture: null }), 'waiting', 'failed'],
    ['signs_in', 'login_unclear', camera({ login: 'unclear', picture: null }), 'waiting', 'failed'],
    ['clock', 'clock_right', light(), 'ok', 'ok'],
    ['clock', 'clock_wrong', light({ report: { ...report, sentAt: 946_684_800_000 } }), 'failed', 'failed'],
    ['clock', 'time_zone_wrong', camera({ clockDriftSeconds: 7 * 3_600 }), 'failed', 'failed'],
    ['clock', 'clock_not_told', camera({ clockDriftSeconds: null }), 'unknown', 'unknown'],
    ['clock', 'tells_no_time', light({ report: { ...report, sentAt: null } }), 'not_applicable', 'not_applicable'],
    ['clock', 'no_report', light({ report: null }), 'waiting', 'failed'],
    ['picture', 'picture_received', camera(), 'ok', 'ok'],
    ...(['no_snapshot_service', 'picture_behind_plain_password'] as const).map(
      (reason): [AcceptanceStep, string, AcceptanceFacts, StepState, StepState] => [
        ...(['picture', reason, camera({ picture: { kind: 'none', reason } }), 'unknown', 'unknown'] as const),
      ],
    ),
    ...(['picture_refused', 'not_a_picture', 'picture_too_large'] as const).map(
      (reason): [AcceptanceStep, string, AcceptanceFacts, StepState, StepState] => [
        ...(['picture', reason, camera({ picture: { kind: 'none', reason } }), 'failed', 'failed'] as const),
      ],
    ),
    [
      'picture',
      'picture_missing',
      camera({ picture: { kind: 'none', reason: 'picture_missing' } }),
      'waiting',
      'failed',
    ],
    ['picture', 'not_reached', camera({ login: 'rejected', picture: null }), 'unknown', 'unknown'],
    ['lamp', 'lamp_answered', light(), 'ok', 'ok'],
    ['lamp', 'lamp_refused', light({ command: { ...command, result: 'refused' } }), 'failed', 'failed'],
    ['lamp', 'lamp_failed', light({ command: { ...command, result: 'failed' } }), 'failed', 'failed'],
    ['lamp', 'lamp_faulty', light({ lampFaulty: true }), 'failed', 'failed'],
    ['lamp', 'lamp_withdrawn', light({ command: { ...told, state: 'cancelled', closedAt: NOW } }), 'failed', 'failed'],
    ['lamp', 'too_many_commands', light({ command: null }), 'failed', 'failed'],
    ['lamp', 'lamp_never_answered', light({ command: { ...told, state: 'expired' } }), 'failed', 'failed'],
    [
      'lamp',
      'lamp_never_delivered',
      light({ command: { ...told, state: 'expired', sentAt: null } }),
      'failed',
      'failed',
    ],
    ['uplink', 'no_uplink_named', light(), 'not_applicable', 'not_applicable'],
    ['uplink', 'uplink_up', light({ uplink: { connectivity: 'online', lifecycle: 'active' } }), 'ok', 'ok'],
    ['uplink', 'uplink_down', light({ uplink: { connectivity: 'offline', lifecycle: 'active' } }), 'failed', 'failed'],
    [
      'uplink',
      'uplink_out_of_service',
      light({ uplink: { connectivity: 'online', lifecycle: 'decommissioned' } }),
      'failed',
      'failed',
    ],
    ['uplink', 'internet_ok', hotspot(), 'ok', 'ok'],
    ['uplink', 'no_internet', hotspot({ report: { ...report, internetOk: false } }), 'failed', 'failed'],
    ['uplink', 'reached_us', hotspot({ report }), 'ok', 'ok'],
    ['channel', 'message_accepted', light(), 'ok', 'ok'],
    ['channel', 'message_delivered', light({ messages: [{ ...message, state: 'delivered' }] }), 'ok', 'ok'],
    ['channel', 'message_failed', light({ messages: [{ ...message, state: 'failed' }] }), 'failed', 'failed'],
    ['channel', 'no_target', light({ messages: [] }), 'failed', 'failed'],
  ])('%s: %s', (step, reason, facts, before, after) => {
    const of = (now: number) => evaluateAcceptance(facts, now).steps.find((one) => one.step === step);
    expect(of(NOW)).toMatchObject({ state: before, reason });
    expect(of(OVER)).toMatchObject({ state: after, reason });
  });

  it('what the deadline makes of waiting is said by another reason where that is clearer', () => {
    const at = (facts: AcceptanceFacts, now: number, step: AcceptanceStep) =>
      evaluateAcceptance(facts, now).steps.find((one) => one.step === step);
    const undelivered = light({ command: { ...told, state: 'queued', sentAt: null } });
    expect(at(undelivered, NOW, 'lamp')).toMatchObject({ state: 'waiting', reason: 'lamp_waiting' });
    expect(at(undelivered, OVER, 'lamp')).toMatchObject({ state: 'failed', reason: 'lamp_never_delivered' });
    expect(at(light({ command: told }), OVER, 'lamp')).toMatchObject({ reason: 'lamp_never_answered' });
    expect(at(light({ ...silent, command: told }), OVER, 'lamp')).toMatchObject({
      ...{ state: 'unknown', reason: 'not_reached' },
    });
    const queued = light({ messages: [{ ...message, state: 'queued', acceptedAt: null, lastError: 'http_410' }] });
    expect(at(queued, NOW, 'channel')).toMatchObject({ state: 'waiting', reason: 'message_on_its_way' });
    expect(at(queued, OVER, 'channel')).toMatchObject({
      ...{ state: 'failed', reason: 'message_not_accepted', evidence: { lastError: 'http_410' } },
    });
    expect(at(camera(null), NOW, 'talks')).toMatchObject({ state: 'waiting', reason: 'being_asked' });
    expect(at(camera(null), OVER, 'talks')).toMatchObject({ state: 'failed', reason: 'not_asked_yet' });
    expect(at(light(silent), NOW, 'clock')).toMatchObject({ state: 'waiting', reason: 'waits_for_contact' });
    expect(at(light(silent), OVER, 'clock')).toMatchObject({ state: 'unknown', reason: 'not_reached' });
    const quiet = hotspot({ report: null });
    expect(at(quiet, NOW, 'uplink')).toMatchObject({ state: 'waiting', reason: 'no_report' });
    expect(at(quiet, OVER, 'uplink')).toMatchObject({ state: 'ok', reason: 'reached_us' });
  });
});

describe('an acceptance test', () => {
  it('is passed at once when all is green, and only then', () => {
    for (const facts of [light(), camera(), hotspot()]) expect(evaluateAcceptance(facts, NOW).state).toBe('passed');
    expect(evaluateAcceptance(camera({ clockDriftSeconds: null }), NOW).state).toBe('failed');
  });

  it('waits while anything may still come, and never beyond its deadline', () => {
    expect(evaluateAcceptance(light(silent), OVER - 1).state).toBe('running');
    expect(evaluateAcceptance(light(silent), OVER).state).toBe('failed');
    expect(evaluateAcceptance(camera(null), OVER).state).toBe('failed');
  });

  it('tells a wrong password within seconds: nothing else is waited for', () => {
    const refused = light({ ...silent, refusal: { event: 'wrong_secret', at: NOW }, command: told });
    expect(evaluateAcceptance(refused, NOW).state).toBe('failed');
  });

  it('gives a device that seldom reports two intervals, five minutes at least, half an hour at most', () => {
    expect([60, 600, 86_400].map((seconds) => acceptanceDeadline(T0, seconds) - T0)).toEqual(
      [5, 20, 30].map((minutes) => minutes * MINUTE),
    );
  });

  it('asks a camera again about what time may heal, not sooner than after a quarter of a minute', () => {
    const starting = { ...check, answer: 'none', detail: 'refused' } as const;
    expect([10, 20].map((seconds) => asksAgain(starting, T0 + seconds * SECOND))).toEqual([false, true]);
    expect(asksAgain({ ...check, login: 'resting', picture: null }, OVER)).toBe(true);
    expect(asksAgain({ ...check, login: 'rejected', picture: null }, OVER)).toBe(false);
    expect(asksAgain(check, OVER)).toBe(false);
  });
});

describe('words', () => {
  it('every reason says something in both languages, and every step that is not green what to do', () => {
    for (const reason of ACCEPTANCE_OUTCOMES) {
      for (const language of ['vi', 'en'] as const) {
        const { text } = stepInWords({ state: 'failed', reason, evidence: {} }, language);
        expect(text.length).toBeGreaterThan(4);
        expect(text).toBe(text.normalize('NFC'));
      }
    }
    const facts = light({ ...silent, command: told, messages: [], refusal: { event: 'wrong_secret', at: NOW } });
    for (const step of evaluateAcceptance(facts, OVER).steps.filter(({ state }) => state !== 'not_applicable'))
      expect([step.step, stepInWords(step, 'vi').whatToDo]).toEqual([step.step, expect.stringContaining(' ')]);
  });

  it('speaks of years, not of seconds', () => {
    const [clock] = evaluateAcceptance(light({ report: { ...report, sentAt: 946_684_800_000 } }), NOW).steps.filter(
      ({ step }) => step === 'clock',
    );
    expect(clock && stepInWords(clock, 'vi').text).toBe('Giờ của thiết bị sai (chậm 27 năm)');
    expect(stepName('uplink', 'wifi_hotspot', 'vi')).toBe('Internet');
  });
});
