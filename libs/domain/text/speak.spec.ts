import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { cleanName } from './clean-name.ts';
import { LONGEST_TEXT, speak } from './speak.ts';
import type {
  DigestVariables,
  EscalatedVariables,
  IncidentMessage,
  IncidentVariables,
  Message,
  TakenVariables,
  TroubleLine,
  TroubleMessage,
} from '../message.ts';
import { HOUR, MINUTE } from '../time.ts';

const STARTED = Date.parse('2026-11-21T12:42:00Z');
const LINK = 'https://canhthon.example/a/q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2j3k4l5z6x7c';

const line = (more: Partial<Omit<TroubleLine, 'device'>> = {}, device: Partial<TroubleLine['device']> = {}) =>
  ({
    incidentId: 'incident',
    trouble: 'offline',
    severity: 'major',
    reason: 'silent_past_deadline',
    startedAt: STARTED,
    openedAt: STARTED + 3 * MINUTE,
    endedAt: null,
    ...more,
    device: {
      id: device.code ?? 'CAM-0412',
      code: 'CAM-0412',
      kind: 'camera',
      name: 'Camera cổng đình',
      site: { code: 'SP-T5-07', landmark: 'ngã ba đầu thôn, cạnh giếng' },
      ...device,
    },
  }) as TroubleLine;

const about = (lines: readonly TroubleLine[], more: Partial<IncidentVariables> = {}): IncidentVariables => ({
  cause: 'device',
  unit: { id: 'unit' as IncidentVariables['unit']['id'], name: 'Tổ tự quản số 5' },
  timeZone: 'Asia/Ho_Chi_Minh',
  lines,
  takenBy: null,
  ...more,
});
const opened = (...lines: TroubleLine[]): Message => ({ event: 'incident.opened', variables: about(lines) });
const resolved = (...lines: TroubleLine[]): Message => ({ event: 'incident.resolved', variables: about(lines) });

const escalated = (lines: TroubleLine[], more: Partial<EscalatedVariables> = {}): Message => ({
  event: 'incident.escalated',
  variables: {
    ...about(lines),
    told: { at: STARTED + 4 * MINUTE, unitName: 'Tổ tự quản số 5' },
    takenBefore: null,
    ...more,
  },
});
const goes = (lines: TroubleLine[], more: Partial<TakenVariables> = {}): Message => ({
  event: 'incident.acknowledged',
  variables: { ...about(lines), takenBy: 'Tổ trưởng tổ 5', until: STARTED + 2 * HOUR, note: null, ...more },
});

const light = line(
  {},
  { code: 'DEN-0033', kind: 'solar_light', name: 'Ngõ 12', site: { code: 'SP-T5-11', landmark: null } },
);
const wifi = line(
  {},
  {
    code: 'WF-0002',
    kind: 'wifi_hotspot',
    name: 'Nhà văn hóa',
    site: { code: 'SP-NVH', landmark: 'nhà văn hóa thôn' },
  },
);
const many = Array.from({ length: 24 }, (_, index) =>
  line({}, { code: `CAM-${index + 1}`, name: `Ngã tư số ${index + 1}` }),
);

const news = (event: TroubleMessage['event'], ...lines: TroubleLine[]): IncidentMessage => ({
  event,
  variables: about(lines),
});
const ofUnit = (name: string): IncidentMessage => ({
  event: 'incident.opened',
  variables: about([wifi], { unit: { id: name as IncidentVariables['unit']['id'], name } }),
});

const digest = (more: Partial<DigestVariables>): Message => ({
  event: 'digest.daily',
  variables: { ...about([]), day: '2026-11-22', open: [], causes: [], healed: [], ...more },
});

/** Read like a screen: each file shows what people get, in both languages. */
const GOLDEN: Readonly<Record<string, Message>> = {
  'camera-silent': opened(line()),
  'light-silent-without-landmark': opened(light),
  'camera-wrong-password': opened(line({ trouble: 'auth_failed' })),
  'camera-locked-out': opened(line({ trouble: 'auth_locked_out' })),
  'camera-wrong-clock': opened(line({ trouble: 'clock_drift', severity: 'minor' })),
  'camera-is-something-else': opened(line({ trouble: 'not_onvif' })),
  'light-comes-and-goes': opened({ ...light, trouble: 'flapping', severity: 'minor' }),
  'two-devices-silent': opened(line(), light),
  'mixed-troubles': opened(line({ trouble: 'auth_failed' }), light, wifi),
  'twenty-four-cameras': opened(...many),
  'somebody-is-on-it': { event: 'incident.opened', variables: about([line()], { takenBy: 'Tổ trưởng tổ 5' }) },
  'camera-works-again': resolved(line({ endedAt: STARTED + 2 * HOUR + 15 * MINUTE })),
  'camera-password-right': resolved(line({ trouble: 'auth_failed', endedAt: STARTED + 26 * HOUR })),
  'two-work-again': resolved(line({ endedAt: STARTED + 40_000 }), { ...light, endedAt: STARTED + 3 * HOUR }),
  'different-news-together': {
    event: 'incident.bundle',
    variables: {
      parts: [
        news('incident.opened', line({ trouble: 'auth_failed' })),
        news('incident.resolved', { ...light, endedAt: STARTED + 40 * MINUTE }),
      ],
    },
  },
  'much-news-together': {
    event: 'incident.bundle',
    variables: {
      parts: [
        news('incident.opened', line(), light),
        news('incident.resolved', ...many.map((one) => ({ ...one, endedAt: STARTED + HOUR }))),
        ...Array.from({ length: 5 }, (_, index) => ofUnit(`Tổ tự quản số ${index + 6}`)),
      ],
    },
  },
  'daily-digest': digest({ open: [line()], healed: [{ ...light, endedAt: STARTED + 2 * HOUR }] }),
  'daily-digest-of-much': digest({
    open: many,
    causes: [{ incidentId: wifi.incidentId, cause: 'power_cut', place: 'Thôn Tháp Thượng', startedAt: STARTED }],
    healed: [{ ...light, endedAt: STARTED + 2 * HOUR }],
  }),
  drill: { event: 'drill', variables: { drillId: 'drill', unit: about([]).unit } },
  'nobody-took-camera': escalated([line()]),
  'nobody-took-two': escalated([line(), light]),
  'nobody-took-and-village-was-told': escalated([line()], {
    told: { at: STARTED + 4 * MINUTE, unitName: 'Thôn Tháp Thượng' },
  }),
  'group-not-reached': escalated([line()], { told: null }),
  'taken-but-not-finished': escalated([line()], { takenBefore: 'Tổ trưởng tổ 5' }),
  'reminder-camera': { event: 'incident.updated', variables: about([line()]) },
  'reminder-mixed': { event: 'incident.updated', variables: about([line({ trouble: 'auth_failed' }), light]) },
  'goes-to-check-camera': goes([line()]),
  'goes-to-check-two-with-note': goes([line(), light], { note: 'Mang thang, khoảng 20h tới nơi' }),
  'goes-to-check-twenty-four': goes(many),
  'somebody-goes-to-check': goes([line()], { takenBy: null }),
  'test-message': { event: 'test', variables: { targetName: 'Nhóm Zalo tổ 5' } },
};

const spoken = (message: Message): string => `${speak(message, 'vi', LINK)}\n\n${speak(message, 'en', LINK)}\n`;

describe('speak', () => {
  it.each(Object.entries(GOLDEN))('%s reads as the golden file', (name, message) => {
    const golden = readFileSync(new URL(`../../../test/golden/${name}.txt`, import.meta.url), 'utf8');
    expect(spoken(message)).toBe(golden);
  });

  it('leaves the link out where people could not open it', () => {
    expect(speak(opened(line()), 'vi', null)).not.toContain('bấm');
  });

  it('stays within 400 characters and NFC whatever people typed', () => {
    const long = 'Ngõ nhỏ phố nhỏ nhà tôi ở đó '.repeat(20).normalize('NFD');
    const device = { code: 'X'.repeat(200), name: long, site: { code: 'Y'.repeat(200), landmark: long } };
    const variables = { unit: { id: 'u' as IncidentVariables['unit']['id'], name: long } };
    for (const lines of [[line({}, device)], Array.from({ length: 30 }, () => line({}, device))]) {
      for (const language of ['vi', 'en'] as const) {
        const text = speak({ event: 'incident.opened', variables: about(lines, variables) }, language, LINK);
        expect([...text].length).toBeLessThanOrEqual(LONGEST_TEXT);
        expect(text).toContain(LINK);
        expect(text).toBe(text.normalize('NFC'));
      }
    }
  });

  it('speaks the local time of the unit', () => {
    const message: Message = {
      event: 'incident.opened',
      variables: about([line({ startedAt: Date.parse('2026-12-31T17:05:00Z') })]),
    };
    expect(speak(message, 'vi', null)).toContain('từ 0h05 ngày 1/1.');
  });
});

describe('cleanName', () => {
  it.each([
    ['Ngã tư Hạ\r\nBcc: everyone@example.org', 'Ngã tư Hạ Bcc: everyone@example.org'],
    ['đèn\u202egnàl\u200b cổng\u0000', 'đèn gnàl cổng'],
    ['xem https://evil.example ngay', 'xem https: //evil.example ngay'],
    ['  Thôn   Tháp Thượng ', 'Thôn Tháp Thượng'],
    ['Hạ'.normalize('NFD'), 'Hạ'],
    ['\ud800lone', 'lone'],
  ])('%j becomes %j', (typed, clean) => {
    expect(cleanName(typed, 60)).toBe(clean);
  });

  it('cuts long names with a sign that it did', () => {
    expect(cleanName('Tháp Thượng', 6)).toBe('Tháp…');
  });
});
