import { describe, expect, it } from '@jest/globals';
import { another, emptyDraft, newRegistrationId, registrationOf, seriesOf, stepsOf, suggestedName } from './draft.ts';

const photo = { type: 'image/jpeg', bytes: new ArrayBuffer(1) };

describe('a registration at the pole', () => {
  it('is sent with what was said, its own id, and without the password, which is kept apart', () => {
    const draft = {
      ...emptyDraft,
      ...{ unitId: 'u', name: 'Camera chợ', landmark: ' ', latitude: '21,5', longitude: '105.6' },
      ...{ sticker: ' K7M2-4Q8X ', model: 'DS-1', onvifUrl: 'http://192.168.1.4', onvifPassword: 'bi-mat' },
      kind: 'camera' as const,
    };
    expect(registrationOf(draft, 'r')).toEqual({
      ...{ kind: 'camera', unitId: 'u', name: 'Camera chợ', latitude: 21.5, longitude: 105.6 },
      ...{ onvif: { url: 'http://192.168.1.4' }, sticker: 'K7M2-4Q8X', model: 'DS-1', registrationId: 'r' },
    });
  });

  it('at a known place needs no unit and no position', () => {
    const draft = { ...emptyDraft, kind: 'solar_light', name: 'Đèn', siteId: 's', unitId: 'u', latitude: '1' } as const;
    expect(registrationOf(draft, 'r')).toEqual({ kind: 'solar_light', name: 'Đèn', siteId: 's', registrationId: 'r' });
    expect(stepsOf(draft, null)).toEqual(['sticker', 'photo', 'what', 'details']);
  });

  it('goes on with the same: asks for the place anew and leaves out what was left out', () => {
    const first = {
      ...emptyDraft,
      kind: 'solar_light',
      unitId: 'u',
      payer: 'Dân',
      name: 'Đèn 1',
      latitude: '21',
    } as const;
    const next = another(first);
    expect(next).toEqual({ ...emptyDraft, kind: 'solar_light', payer: 'Dân' });
    expect(stepsOf(next, seriesOf(first))).toEqual(['where', 'details']);
    expect(stepsOf(next, seriesOf({ ...first, sticker: 'x', photo }))).toEqual([
      'sticker',
      'where',
      'photo',
      'details',
    ]);
  });

  it('gets a name nobody has yet', () => {
    expect(suggestedName('Đèn', 'cổng đình', new Set())).toBe('Đèn cổng đình');
    expect(suggestedName('Đèn', 'tổ 5', new Set(['Đèn tổ 5', 'Đèn tổ 5 2']))).toBe('Đèn tổ 5 3');
  });

  it('has an id that is a UUID of version 4', () => {
    expect(newRegistrationId(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(newRegistrationId()).not.toBe(newRegistrationId());
  });
});
