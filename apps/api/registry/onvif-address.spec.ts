import { describe, expect, it } from '@jest/globals';
import { AddressPolicy, loadConfig } from '#libs/runtime';
import { addressOfUrl, checkedUrl, urlOfAddress } from './onvif-address.ts';

const policy = new AddressPolicy(loadConfig({ HTTP_PORT: '3000' }), () => ['192.168.1.2']);
const check = (typed: string) => checkedUrl(typed, 'camera', policy, 'onvif.url');

describe('a camera address as typed', () => {
  it('fills in the usual path and port', () => {
    const address = addressOfUrl(check('http://192.168.1.20'));
    expect(address).toEqual({ scheme: 'http', host: '192.168.1.20', port: 80, path: '/onvif/device_service' });
    expect(urlOfAddress(address)).toBe('http://192.168.1.20/onvif/device_service');
  });

  it('keeps what was given', () => {
    const typed = 'https://192.168.1.20:8443/device?x=1';
    expect(urlOfAddress(addressOfUrl(check(typed)))).toBe(typed);
  });

  it('reads the address of a video', () => {
    const address = addressOfUrl(check('rtsp://192.168.1.20/live/ch0?x=1'));
    expect(address).toEqual({ scheme: 'rtsp', host: '192.168.1.20', port: 554, path: '/live/ch0?x=1' });
    expect(urlOfAddress(address)).toBe('rtsp://192.168.1.20/live/ch0?x=1');
    expect(addressOfUrl(check('rtsp://192.168.1.20:8554'))).toMatchObject({ port: 8554, path: '/' });
  });

  it.each([
    ['link-local', 'http://169.254.169.254/'],
    ['our own port', 'http://192.168.1.2:3000/'],
    ['unlisted loopback', 'http://127.0.0.1:8080/'],
    ['loopback in disguise', 'http://[::ffff:127.0.0.1]:8080/'],
    ['loopback as a video', 'rtsp://127.1/live'],
    ['loopback in another spelling', 'rtsp://0x7f000001/live'],
    ['the public internet', 'http://8.8.8.8/'],
  ])('refuses %s', (_, typed) => {
    expect(() => check(typed)).toThrow('address_refused');
  });

  it('refuses a password inside the address', () => {
    expect(() => check('http://admin:secret@192.168.1.20/')).toThrow('validation_failed');
  });
});
