import { describe, expect, it } from '@jest/globals';
import { AddressPolicy, loadConfig } from '#libs/runtime';
import { toFoundCamera } from './discover-cameras.ts';

const policy = new AddressPolicy(loadConfig({ CAMERA_NETWORKS: '192.168.0.0/16' }));
const raw = {
  urn: 'urn:uuid:1',
  name: 'Cam',
  hardware: 'X',
  location: '',
  addresses: ['http://192.168.1.20/onvif/device_service'],
};

describe('toFoundCamera', () => {
  it('keeps the first address the poller may visit', () => {
    const addresses = ['http://[fe80::1]/onvif', 'http://169.254.1.1/onvif', ...raw.addresses];
    expect(toFoundCamera({ ...raw, addresses }, policy)).toEqual({
      url: 'http://192.168.1.20/onvif/device_service',
      name: 'Cam',
      model: 'X',
      location: null,
      urn: 'urn:uuid:1',
    });
  });

  it.each([
    ['a public address', 'http://8.8.8.8/onvif'],
    ['loopback', 'http://127.0.0.1/onvif'],
    ['link-local metadata', 'http://169.254.169.254/latest/meta-data'],
    ['a name', 'http://camera.example/onvif'],
    ['another scheme', 'file:///etc/passwd'],
    ['a user name inside', 'http://admin:x@192.168.1.20/onvif'],
    ['nonsense', 'http://'],
  ])('refuses a camera that announces %s', (_what, address) => {
    expect(toFoundCamera({ ...raw, addresses: [address] }, policy)).toBeNull();
  });

  it('decodes names, and drops what could hide or forge text', () => {
    const name = 'C%E1%BB%95ng%20l%C3%A0ng%0A\u202E<b>';
    expect(toFoundCamera({ ...raw, name }, policy)?.name).toBe('Cổng làng<b>');
    expect(toFoundCamera({ ...raw, name: '100%' }, policy)?.name).toBe('100%');
  });
});
