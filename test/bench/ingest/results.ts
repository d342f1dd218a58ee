import { figure, paired, type Figure } from '../figures.ts';
import type { Measured } from './measure.ts';

/** What was measured round by round, by system and quality of service: `door qos1`. */
export type Results = Map<string, Measured[]>;

const valuesOf = (results: Results, key: string, field: keyof Measured) =>
  (results.get(key) ?? []).map((measured) => measured[field]);

/** What counts: stored for the naive pipeline, whose broker confirms before it stores; confirmed for the others. */
const rateOf = (name: string): keyof Measured => (name.startsWith('naive') ? 'handledPerSecond' : 'confirmedPerSecond');

function plainFigures(results: Results, key: string): readonly Figure[] {
  const name = key.replace(' ', '_');
  const line = (metric: string, unit: string, field: keyof Measured) =>
    figure('ingest', `${name}_${metric}`, unit, valuesOf(results, key, field));
  return [
    line('rate', 'messages/s', rateOf(name)),
    line('cpu', 'µs/message', 'cpuMicroseconds'),
    line('cores', 'cores', 'systemCores'),
    line('database_cores', 'cores', 'databaseCores'),
    line('generator_cores', 'cores', 'generatorCores'),
    line('memory', 'MB', 'rssMegabytes'),
  ];
}

/** QoS 1: acknowledged, which is after the commit. QoS 0: seen in the database. */
const durableOf = (qos: 0 | 1): keyof Measured => (qos === 1 ? 'confirmedPerSecond' : 'handledPerSecond');

function durable(results: Results, qos: 0 | 1): readonly Figure[] {
  const against = (name: string, other: string, field: keyof Measured) => {
    const ours = valuesOf(results, `${name} qos${qos}`, durableOf(qos));
    const rounds = valuesOf(results, `${other} qos${qos}`, field);
    const metric = name === 'door' ? `qos${qos}_durable` : `qos${qos}_durable_${name}`;
    if (ours.length === 0 || rounds.length === 0) return [];
    return [paired('ingest', metric, 'messages/s', ours, { name: other, rounds })];
  };
  return [
    ...['aedes_noop', 'naive'].flatMap((other) => against('door', other, rateOf(other))),
    ...against('door_two', 'door', durableOf(qos)),
  ];
}

export function figuresOf(results: Results): readonly Figure[] {
  return [
    ...[...results.keys()].flatMap((key) => plainFigures(results, key)),
    ...durable(results, 1),
    ...durable(results, 0),
  ];
}
