import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Ledger } from './ledger.ts';

describe('the credentials file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    path = join(folder, 'credentials.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is readable by its owner only', () => {
    new Ledger(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('remembers what was registered, and derives the same passwords at the next start', () => {
    const first = new Ledger(path);
    first.note({ kind: 'unit', key: 'village-1', id: 'u1' });
    const next = new Ledger(path);
    expect(next.id('unit', 'village-1')).toBe('u1');
    expect(next.password('admin')).toBe(first.password('admin'));
    expect(next.password('admin')).toMatch(/^[a-zA-Z0-9]{16}$/);
    expect(next.password('leader')).not.toBe(first.password('admin'));
  });

  it('drops a line that a kill cut off, and goes on behind the last whole one', () => {
    new Ledger(path).note({ kind: 'unit', key: 'a', id: '1' });
    appendFileSync(path, '{"kind":"unit","key":"b","i');
    new Ledger(path).note({ kind: 'unit', key: 'c', id: '3' });
    const last = new Ledger(path);
    expect(['a', 'b', 'c'].map((key) => last.id('unit', key))).toEqual(['1', undefined, '3']);
  });
});
