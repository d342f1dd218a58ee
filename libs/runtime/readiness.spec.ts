import { describe, expect, it } from '@jest/globals';
import { Readiness } from './readiness.ts';

describe('Readiness', () => {
  it('is ready only when every check passes, and says which does not', async () => {
    const readiness = new Readiness();
    readiness.add('fine', () => undefined);
    const remove = readiness.add('database', async () => {
      throw new Error('no connection');
    });
    expect(await readiness.report()).toEqual({ ready: false, checks: { fine: 'ok', database: 'no connection' } });
    remove();
    expect(await readiness.report()).toEqual({ ready: true, checks: { fine: 'ok' } });
  });
});
