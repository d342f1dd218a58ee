import { describe, expect, it } from '@jest/globals';
import { readOptions, UsageError } from './options.ts';

describe('the command line of the simulator', () => {
  it('runs the whole district on the usual ports when nothing is said', () => {
    expect(readOptions(['demo'], {})).toMatchObject({
      ...{ command: 'demo', devices: null, minutes: null, faults: [], healthy: false, dataDir: './data-demo' },
      ...{ httpPort: 3000, mqttPort: 1883, pagesPort: 3001, cameraPort: 8480 },
    });
  });

  it('takes ports from the environment as the product does, and from options before that', () => {
    const environment = { HTTP_PORT: '4000', MQTT_PORT: '4883' };
    expect(readOptions(['demo'], environment)).toMatchObject({ httpPort: 4000, mqttPort: 4883 });
    expect(readOptions(['demo', '--http-port', '5000'], environment)).toMatchObject({ httpPort: 5000, mqttPort: 4883 });
  });

  it.each([
    [['demo', '--devices', '0'], '--devices must be a whole number from 1 to 12000'],
    [['demo', '--devices', '12001'], '--devices must be'],
    [['demo', '--interval', '1'], '--interval must be'],
    [['demo', '--fault', 'explode:X'], '--fault explode:X cannot be read'],
    [['demo', '--colour', 'red'], '--colour'],
    [['dance'], 'no command "dance"'],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(() => readOptions(args, {})).toThrow(UsageError);
    expect(() => readOptions(args, {})).toThrow(sentence);
  });
});
