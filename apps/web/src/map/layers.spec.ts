import { describe, expect, it } from '@jest/globals';
import { layersOf, withLayer } from './layers.ts';

const at = (address: string) => new URLSearchParams(address);

describe('layers in the address', () => {
  it('boundaries and power cuts unless told otherwise', () => {
    expect([...layersOf(at('q=den'))]).toEqual(['boundaries', 'cuts']);
    expect([...layersOf(at('show=uplinks,nonsense'))]).toEqual(['uplinks']);
    expect([...layersOf(at('show=none'))]).toEqual([]);
  });

  it('are turned on and off, and the usual choice needs no words', () => {
    const more = withLayer(at('q=den'), 'uplinks', true);
    expect(more.toString()).toBe('q=den&show=boundaries%2Ccuts%2Cuplinks');
    expect(withLayer(more, 'uplinks', false).toString()).toBe('q=den');
    const none = withLayer(withLayer(at(''), 'cuts', false), 'boundaries', false);
    expect([none.toString(), [...layersOf(none)]]).toEqual(['show=none', []]);
  });
});
