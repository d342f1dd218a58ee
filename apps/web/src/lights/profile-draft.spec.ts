import { expect, it } from '@jest/globals';
import { bodyOf, draftOf } from './profile-draft.ts';

const NEW = draftOf(null, 'u1');

it('sends what was typed and leaves the rest to the server', () => {
  const draft = { ...NEW, name: ' Đèn 20 W ', lampWatts: '20', dimming: '300:50, 420:30' };
  expect(bodyOf(draft, true)).toEqual({
    ...{ unitId: 'u1', name: 'Đèn 20 W', chemistry: 'lifepo4', sensorOnly: false, lampWatts: 20 },
    dimming: [
      { afterMinutes: 300, percent: 50 },
      { afterMinutes: 420, percent: 30 },
    ],
  });
});

it('sends what cannot be read as no number, so that the server says so at its field', () => {
  expect(bodyOf({ ...NEW, dimming: 'nửa đêm' }, false)).toMatchObject({
    dimming: [{ afterMinutes: NaN, percent: NaN }],
  });
});

it('shows a profile as it can be typed', () => {
  const profile = {
    ...{ id: 'p', unitId: 'u', name: 'Đèn', chemistry: 'lead_acid' as const, nominalVolts: 12, capacityAh: 60 },
    ...{ panelWatts: 80, lampWatts: 20, dimming: [{ afterMinutes: 300, percent: 50 }], sensorOnly: false },
    ...{ lights: 2, mine: true, version: 3 },
  };
  expect(draftOf(profile, null)).toMatchObject({ capacityAh: '60', dimming: '300:50', lampWatts: '20' });
});
