import { describe, expect, it } from '@jest/globals';
import { readFault } from './fault.ts';

describe('a fault on the command line', () => {
  it('says what, whom, and if wanted when and how long', () => {
    const kill = { fault: 'kill', target: 'SPH-C0001' };
    expect(readFault('kill:SPH-C0001')).toEqual({ ...kill, afterSeconds: 0, forSeconds: null });
    expect(readFault('kill:SPH-C0001@60')).toEqual({ ...kill, afterSeconds: 60, forSeconds: null });
    expect(readFault('kill:SPH-C0001@60+300')).toEqual({ ...kill, afterSeconds: 60, forSeconds: 300 });
    expect(readFault('power-cut:Thôn Thu Quế')?.target).toBe('Thôn Thu Quế');
  });

  it.each(['', 'kill', 'kill:', 'explode:SPH-C0001', 'kill:X@soon', 'toString:X'])('refuses "%s"', (text) => {
    expect(readFault(text)).toBeNull();
  });
});
