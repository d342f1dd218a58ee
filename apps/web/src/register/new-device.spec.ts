import { describe, expect, it } from '@jest/globals';
import { coordinatePair, emptyDraft, filledFrom, newDevice } from './new-device.ts';

describe('the registration form becomes a request', () => {
  it('leaves out what was not filled in, so that the server names it', () => {
    expect(newDevice(emptyDraft(null))).toEqual({ kind: 'solar_light' });
  });

  it('trims, normalises and reads a decimal comma', () => {
    const decomposed = ' Đèn ngã ba '.normalize('NFD');
    const draft = { ...emptyDraft('u1'), name: decomposed, latitude: '21,0876', longitude: '105.6712' };
    expect(newDevice(draft)).toEqual({
      kind: 'solar_light',
      unitId: 'u1',
      name: 'Đèn ngã ba'.normalize('NFC'),
      latitude: 21.0876,
      longitude: 105.6712,
    });
  });

  it('sends a wrong coordinate as typed', () => {
    expect(newDevice({ ...emptyDraft('u1'), latitude: 'abc' })).toMatchObject({ latitude: 'abc' });
  });

  it('sends camera access for cameras only, and the password untouched', () => {
    const draft = {
      ...emptyDraft('u1'),
      onvifUrl: ' http://192.168.1.10 ',
      onvifUsername: 'admin',
      onvifPassword: ' mật khẩu ',
    };
    expect(newDevice(draft)).not.toHaveProperty('onvif');
    expect(newDevice({ ...draft, kind: 'camera' })).toMatchObject({
      onvif: { url: 'http://192.168.1.10', username: 'admin', password: ' mật khẩu ' },
    });
  });

  it.each<[string, boolean, object]>([
    ['', false, {}],
    [' 8554 ', true, { streamPort: 8554, basicAllowed: true }],
    ['tám nghìn', false, { streamPort: 'tám nghìn' }],
  ])(
    'sends the video port %j as a number where it is one, and Basic only where it was ticked',
    (typed, basic, sent) => {
      const draft = { ...emptyDraft('u1'), kind: 'camera', onvifUrl: 'http://c', streamPort: typed } as const;
      expect(newDevice({ ...draft, basicAllowed: basic })['onvif']).toEqual({ url: 'http://c', ...sent });
    },
  );
});

it.each([
  ['21.0876, 105.6712', { latitude: '21.0876', longitude: '105.6712' }],
  ['21.0876 105.6712', { latitude: '21.0876', longitude: '105.6712' }],
  ['21,0876', null],
  ['21.0876', null],
])('reads a pasted pair %j', (typed, pair) => {
  expect(coordinatePair(typed)).toEqual(pair);
});

describe('a tap on a found camera', () => {
  const gate = { url: 'http://192.168.1.64/onvif/device_service', name: 'Camera cổng đình' };
  const nameless = { url: 'http://192.168.1.65/onvif/device_service', name: null };

  it('fills in address and name', () => {
    expect(filledFrom(gate, emptyDraft('u1'), null)).toEqual({ onvifUrl: gate.url, name: gate.name });
  });

  it('takes back the name of the camera tapped before', () => {
    const draft = { ...emptyDraft('u1'), name: gate.name };
    expect(filledFrom(nameless, draft, gate)).toEqual({ onvifUrl: nameless.url, name: '' });
  });

  it('leaves a typed name alone', () => {
    const draft = { ...emptyDraft('u1'), name: 'Camera ngã ba' };
    expect(filledFrom(gate, draft, nameless)).toEqual({ onvifUrl: gate.url });
  });
});
