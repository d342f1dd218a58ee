import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretBox } from './secret-box.ts';
import { loadSecretKeys } from './secret-keys.ts';

const oldKey = Buffer.alloc(32, 1);
const newKey = Buffer.alloc(32, 2);

describe('SecretBox', () => {
  it('opens what it sealed, and only for the same row', () => {
    const box = new SecretBox([oldKey]);
    const sealed = box.seal('mật khẩu', 'device:1:onvif');
    expect(box.open(sealed, 'device:1:onvif')).toBe('mật khẩu');
    expect(() => box.open(sealed, 'device:2:onvif')).toThrow();
    expect(sealed.ciphertext.includes('khẩu')).toBe(false);
  });

  it('refuses a changed and a shortened ciphertext', () => {
    const box = new SecretBox([oldKey]);
    const sealed = box.seal('x', 'a');
    const changed = Buffer.from(sealed.ciphertext);
    changed.writeUInt8(changed.readUInt8(13) ^ 1, 13);
    expect(() => box.open({ ...sealed, ciphertext: changed }, 'a')).toThrow();
    expect(() => box.open({ ...sealed, ciphertext: sealed.ciphertext.subarray(0, 20) }, 'a')).toThrow();
  });

  it('reads old keys after a rotation and writes the newest', () => {
    const before = new SecretBox([oldKey]);
    const after = new SecretBox([newKey, oldKey]);
    const sealed = before.seal('x', 'a');
    expect(after.open(sealed, 'a')).toBe('x');
    expect([after.isOld(sealed.keyId), after.isOld(after.seal('x', 'a').keyId)]).toEqual([true, false]);
    expect(() => new SecretBox([newKey]).open(sealed, 'a')).toThrow('No secret key');
  });

  it('verifies keyed hashes under any of its keys', () => {
    const stored = new SecretBox([oldKey]).keyedHash('device-secret');
    const after = new SecretBox([newKey, oldKey]);
    expect(after.verify('device-secret', stored)).toBe(true);
    expect(after.verify('device-secreT', stored)).toBe(false);
    expect(after.keyedHashes('device-secret')).toContain(stored);
    expect(new SecretBox([newKey]).verify('device-secret', stored)).toBe(false);
  });

  it('does the same with a hash stored as bytes beside its key', () => {
    const stored = new SecretBox([oldKey]).hashToStore('device-secret');
    const after = new SecretBox([newKey, oldKey]);
    expect(after.matches(Buffer.from('device-secret'), stored)).toBe(true);
    expect(after.matches('device-secreT', stored)).toBe(false);
    expect(after.matches('device-secret', { ...stored, hash: stored.hash.subarray(1) })).toBe(false);
    expect(new SecretBox([newKey]).matches('device-secret', stored)).toBe(false);
  });
});

describe('loadSecretKeys', () => {
  it('makes a key once, readable by its owner alone, and keeps it', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'canhthon-key-'));
    try {
      const [first] = loadSecretKeys({ secretKeys: [], dataDir });
      const [second] = loadSecretKeys({ secretKeys: [], dataDir });
      const file = join(dataDir, 'secret.key');
      expect(second).toEqual(first);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(file, 'utf8').trim()).toBe(first?.toString('base64'));
      writeFileSync(file, 'half');
      expect(() => loadSecretKeys({ secretKeys: [], dataDir })).toThrow('damaged');
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
