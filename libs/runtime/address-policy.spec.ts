import { describe, expect, it } from '@jest/globals';
import { AddressPolicy, type AddressPurpose } from './address-policy.ts';
import { loadConfig } from './config.ts';

const own = ['127.0.0.1', '::1', '192.168.1.5', 'fe80::1%eth0'];
const policy = (env: Record<string, string> = {}) => new AddressPolicy(loadConfig(env), () => own);

function answer(address: string, purpose: AddressPurpose, env?: Record<string, string>, port = 80): string {
  const verdict = policy(env).check(address, port, purpose);
  return verdict.allowed ? 'allowed' : verdict.reason;
}

describe('AddressPolicy', () => {
  it.each([
    ['203.113.131.1', 'allowed', 'not_camera_network'],
    ['2405:4800::1', 'allowed', 'not_camera_network'],
    ['192.168.1.20', 'not_public', 'allowed'],
    ['10.0.0.1', 'not_public', 'allowed'],
    ['172.31.255.254', 'not_public', 'allowed'],
    ['172.32.0.1', 'allowed', 'not_camera_network'],
    ['fd12:3456::1', 'not_public', 'allowed'],
    ['100.64.0.1', 'not_public', 'not_camera_network'],
    ['127.0.0.1', 'loopback', 'loopback'],
    ['127.255.3.4', 'loopback', 'loopback'],
    ['::1', 'loopback', 'loopback'],
    ['0.0.0.0', 'never', 'never'],
    ['0.1.2.3', 'never', 'never'],
    ['::', 'never', 'never'],
    ['169.254.169.254', 'never', 'never'],
    ['fe80::1', 'never', 'never'],
    ['fe80::1%eth0', 'never', 'never'],
    ['224.0.0.251', 'never', 'never'],
    ['ff02::1', 'never', 'never'],
    ['255.255.255.255', 'never', 'never'],
    ['240.0.0.1', 'not_public', 'not_camera_network'],
    ['198.18.0.1', 'not_public', 'not_camera_network'],
    ['192.0.2.1', 'not_public', 'not_camera_network'],
    ['2001:db8::1', 'not_public', 'not_camera_network'],
    // Metadata services that hide outside the link-local range.
    ['fd00:ec2::254', 'never', 'never'],
    ['100.100.100.200', 'never', 'never'],
    ['192.0.0.192', 'never', 'never'],
    ['168.63.129.16', 'never', 'never'],
    // IPv4 in IPv6 clothes.
    ['::ffff:127.0.0.1', 'loopback', 'loopback'],
    ['::ffff:7f00:1', 'loopback', 'loopback'],
    ['::ffff:169.254.169.254', 'never', 'never'],
    ['::ffff:192.168.1.20', 'not_public', 'allowed'],
    ['::ffff:203.113.131.1', 'allowed', 'not_camera_network'],
    ['64:ff9b::7f00:1', 'loopback', 'loopback'],
    ['64:ff9b::169.254.169.254', 'never', 'never'],
    ['64:ff9b::203.113.131.1', 'allowed', 'not_camera_network'],
    ['64:ff9b:1::7f00:1', 'not_public', 'not_camera_network'],
    ['2002:7f00:1::', 'not_public', 'not_camera_network'],
    ['2001:0:7f00:1::', 'not_public', 'not_camera_network'],
    ['::127.0.0.1', 'loopback', 'loopback'],
    ['::7f00:1', 'not_public', 'not_camera_network'],
    ['::ffff:0:127.0.0.1', 'not_public', 'not_camera_network'],
    ['fec0::1', 'not_public', 'not_camera_network'],
    ['[::1]', 'loopback', 'loopback'],
    ['example.org', 'not_an_address', 'not_an_address'],
    ['0x7f.1', 'not_an_address', 'not_an_address'],
    ['2130706433', 'not_an_address', 'not_an_address'],
    ['', 'not_an_address', 'not_an_address'],
  ])('%s: internet %s, camera %s', (address, internet, camera) => {
    expect([answer(address, 'internet'), answer(address, 'camera')]).toEqual([internet, camera]);
  });

  it.each([
    ['127.0.0.1', 'allowed'],
    ['::ffff:127.0.0.1', 'allowed'],
    ['::1', 'loopback'],
    ['10.1.2.3', 'allowed'],
    ['10.1.2.4', 'not_public'],
    ['169.254.1.1', 'never'],
    ['fe80::1', 'never'],
    ['168.63.129.16', 'never'],
  ])('OUTBOUND_ALLOW adds, but never the forbidden ones: %s %s', (address, expected) => {
    expect(
      answer(address, 'internet', { OUTBOUND_ALLOW: '127.0.0.0/8,10.1.2.3,169.254.0.0/16,168.63.129.16,fe80::/10' }),
    ).toBe(expected);
  });

  it('CAMERA_NETWORKS replaces the private ranges', () => {
    const env = { CAMERA_NETWORKS: '10.9.0.0/16' };
    expect([answer('10.9.1.1', 'camera', env), answer('192.168.1.20', 'camera', env)]).toEqual([
      'allowed',
      'not_camera_network',
    ]);
  });

  it.each([
    ['127.0.0.1', 3000],
    ['127.9.9.9', 1883],
    ['192.168.1.5', 3000],
    ['::ffff:192.168.1.5', 1883],
    ['::1', 5433],
  ])('never our own ports: %s %i', (address, port) => {
    const env = { OUTBOUND_ALLOW: '127.0.0.0/8,::1,192.168.0.0/16', DATABASE_URL: 'postgres://u:p@localhost:5433/db' };
    expect(answer(address, 'camera', env, port)).toBe('own_port');
    expect(answer(address, 'internet', env, port)).toBe('own_port');
  });

  it('lets the same port be used on another machine', () => {
    expect(answer('192.168.1.6', 'camera', {}, 3000)).toBe('allowed');
  });

  it.each([
    ['http://localhost/hook', 'loopback'],
    ['http://a.localhost./hook', 'loopback'],
    ['http://127.1/hook', 'loopback'],
    ['http://0x7f000001/hook', 'loopback'],
    ['http://2130706433/hook', 'loopback'],
    ['http://[::ffff:127.0.0.1]/hook', 'loopback'],
    ['http://0/hook', 'never'],
    ['http://169.254.169.254/latest', 'never'],
    ['http://localhost:3000/', 'own_port'],
    ['https://example.org/hook', 'allowed'],
  ])('at registration: %s %s', (text, expected) => {
    const verdict = policy().checkUrl(new URL(text), 'internet');
    expect(verdict.allowed ? 'allowed' : verdict.reason).toBe(expected);
  });
});
