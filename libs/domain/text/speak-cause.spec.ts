import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { CauseFacts, IncidentVariables, Message } from '../message.ts';
import { HOUR, MINUTE } from '../time.ts';
import { LONGEST_TEXT, speak } from './speak.ts';

const STARTED = Date.parse('2026-11-21T12:42:00Z');
const LINK = 'https://canhthon.example/a/q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2j3k4l5z6x7c';
const place = (name: string) => ({ id: name as CauseFacts['place']['id'], name });
const VILLAGE = place('Thôn Tháp Thượng');
const GROUP = place('Tổ tự quản số 5');
const COMMUNE = place('Xã Ô Diên');

const cut: CauseFacts = {
  ...{ incidentId: 'i' as CauseFacts['incidentId'], cause: 'power_cut', corrected: false, likely: false },
  ...{ severity: 'major', reason: 'mains_silent_witnesses_talk', startedAt: STARTED, openedAt: STARTED + 3 * MINUTE },
  ...{ endedAt: null, endedBecause: null, place: VILLAGE, counts: { camera: 24, wifi_hotspot: 2 }, remaining: {} },
  ...{ places: null, uplink: null, carrier: null, devices: [] },
};
const router: CauseFacts['uplink'] = {
  ...{ id: 'w' as NonNullable<CauseFacts['uplink']>['id'], code: 'WF-0002', kind: 'wifi_hotspot', name: 'Nhà văn hóa' },
  site: { code: 'SP-NVH', landmark: 'nhà văn hóa thôn' },
};
const uplink: CauseFacts = { ...cut, cause: 'uplink', place: GROUP, counts: { camera: 5 }, uplink: router };
const carrier: CauseFacts = {
  ...cut,
  cause: 'carrier',
  place: COMMUNE,
  counts: { solar_light: 48 },
  carrier: 'viettel',
};
const self: CauseFacts = {
  ...{ ...cut, cause: 'self', severity: 'critical', place: place('Huyện Đan Phượng') },
  counts: { camera: 2_700, solar_light: 1_800, wifi_hotspot: 156 },
};
const over = (facts: CauseFacts, more: Partial<CauseFacts> = {}): CauseFacts => ({
  ...{ ...facts, endedAt: STARTED + 88 * MINUTE, endedBecause: 'most_talk_again', remaining: {} },
  ...more,
});

const told = (found: CauseFacts, unit: IncidentVariables['unit'] = found.place): Message => ({
  event: found.endedAt === null ? 'incident.opened' : 'incident.resolved',
  variables: { cause: found.cause, unit, timeZone: 'Asia/Ho_Chi_Minh', lines: [], found, takenBy: null },
});

/** Read like a screen: each file shows what people get, in both languages. */
const GOLDEN: Readonly<Record<string, Message>> = {
  'cut-of-a-village': told(cut),
  'cut-of-a-village-to-a-group': told({ ...cut, counts: { camera: 5, wifi_hotspot: 1 } }, GROUP),
  'cut-of-a-group': told({ ...cut, place: GROUP, counts: { camera: 5 } }),
  'cut-without-witness': told({ ...cut, likely: true }),
  'cut-of-three-villages': told({
    ...cut,
    place: COMMUNE,
    counts: { camera: 579 },
    places: { count: 3, kind: 'village' },
  }),
  'cut-of-two-places': told({ ...cut, place: COMMUNE, places: { count: 2, kind: null } }),
  'power-back': told(over(cut)),
  'power-back-not-everywhere': told(over(cut, { remaining: { camera: 3 } })),
  'power-back-to-a-group': told(over(cut, { remaining: { camera: 1 } }), GROUP),
  'power-back-next-day': told(over(cut, { endedAt: STARTED + 13 * HOUR })),
  'power-back-without-witness': told(over({ ...cut, likely: true })),
  'power-back-in-three-villages': told(
    over({ ...cut, place: COMMUNE, places: { count: 3, kind: 'village' } }, { remaining: { camera: 3 } }),
  ),
  'it-was-the-line': told(over(cut, { corrected: true })),
  'uplink-silent': told(uplink),
  'uplink-silent-to-another-group': told({ ...uplink, place: VILLAGE, counts: { camera: 2 } }, GROUP),
  'uplink-works-again': told(over(uplink, { remaining: { camera: 1 } })),
  'carrier-silent': told(carrier),
  'carrier-works-again': told(over(carrier)),
  'everything-held': told(self),
  'everything-heard-again': told(over(self, { remaining: { camera: 3 } })),
  'everything-held-too-long': told(
    over(self, { endedAt: STARTED + 63 * MINUTE, endedBecause: 'held_too_long', remaining: self.counts }),
  ),
};

const spoken = (message: Message): string => `${speak(message, 'vi', LINK)}\n\n${speak(message, 'en', LINK)}\n`;

describe('speak of a cause', () => {
  it.each(Object.entries(GOLDEN))('%s reads as the golden file', (name, message) => {
    const golden = readFileSync(new URL(`../../../test/golden/cause-${name}.txt`, import.meta.url), 'utf8');
    expect(spoken(message)).toBe(golden);
  });

  it('stays within 400 characters and NFC whatever people typed', () => {
    const long = 'Ngõ nhỏ phố nhỏ nhà tôi ở đó '.repeat(20).normalize('NFD');
    const everywhere = place(long);
    const named = { ...router, code: 'X'.repeat(200), name: long, site: { code: 'Y'.repeat(200), landmark: long } };
    for (const facts of [cut, { ...uplink, uplink: named }, { ...carrier, carrier: long }, self]) {
      for (const found of [facts, over(facts, { remaining: facts.counts })]) {
        for (const language of ['vi', 'en'] as const) {
          const text = speak(told({ ...found, place: everywhere }, place(`${long}2`)), language, LINK);
          expect([...text].length).toBeLessThanOrEqual(LONGEST_TEXT);
          expect(text).toBe(text.normalize('NFC'));
        }
      }
    }
  });
});
