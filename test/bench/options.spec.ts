import { describe, expect, it } from '@jest/globals';
import { readCommand, usage } from './options.ts';

const BENCHES = {
  ingest: { what: 'the door', numbers: { rounds: 3, devices: 100 }, systems: ['door', 'naive'] },
  district: { what: 'a district', numbers: { minutes: 30 } },
};
const read = (line: string) => readCommand(line.split(' ').filter(Boolean), BENCHES);

describe('the command line of a bench', () => {
  it('takes what is told and fills in the rest', () => {
    expect(read('ingest --rounds 5 --only door --json')).toMatchObject({
      name: 'ingest',
      json: true,
      options: { rounds: 5, devices: 100, only: ['door'] },
    });
  });

  it('does not mind a -- of npm', () => {
    expect(read('district -- --minutes 2')).toMatchObject({ json: false, options: { minutes: 2, only: [] } });
  });

  it.each([
    ['', 'Which bench? There are: ingest, district'],
    ['tides', 'There is no bench "tides"; there are: ingest, district'],
    ['toString', 'There is no bench "toString"; there are: ingest, district'],
    ['ingest district', 'One bench at a time: "district" is too much after ingest'],
    ['ingest --wings 2', "Unknown option '--wings'"],
    ['ingest --json=yes', "Option '--json' does not take an argument"],
    ['ingest --rounds', "Option '--rounds <value>' argument missing"],
    ['ingest --rounds many', '--rounds must be a whole number from 1 to 100, not "many"'],
    ['ingest --rounds 0', '--rounds must be a whole number from 1 to 100, not "0"'],
    ['ingest --devices 1e9', '--devices must be a whole number from 1 to 1000000, not "1e9"'],
    ['ingest --only door,window', '--only takes some of door, naive, not "window"'],
    ['district --rounds 3', 'district has no --rounds'],
    ['district --only door', 'district has no --only'],
  ])('refuses "%s" in one sentence', (line, sentence) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ name: 'UsageError', message: sentence }));
  });

  it.each(['--help', '-h', 'ingest --help'])('gives help for %s', (line) => {
    expect(read(line)).toBeNull();
  });

  it('names every bench and what it can be told in its help', () => {
    const help = usage(BENCHES);
    expect(
      ['ingest', '--rounds N', '--devices N', '--only', 'district', '--minutes N'].filter(
        (word) => !help.includes(word),
      ),
    ).toEqual([]);
  });
});
