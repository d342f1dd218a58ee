import { TELEMETRY_FIELDS, TELEMETRY_FLAGS, TELEMETRY_WORDS } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const guide = read('docs/device-guide.md');

const specsIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => `${folder}/${name}`);
/** `path › [MQTT-n] title`, for every test that names a rule. */
const keepers = new Set(
  [...specsIn('apps/broker'), ...specsIn('test/medium')].flatMap((path) =>
    [...read(path).matchAll(/['`](\[MQTT-\d+\] [^'`]+)['`]/g)].map(([, title = '']) => `${path} › ${title}`),
  ),
);
const ruleOf = (text: string) => Number(/\[MQTT-(\d+)\]/.exec(text)?.[1]);
const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);

describe('docs/device-guide.md', () => {
  const rules = [...guide.matchAll(/^\*\*(\[MQTT-\d+\])\*\*/gm)].map(([, rule = '']) => ruleOf(rule));
  const named = [...guide.matchAll(/^Test: `([^`]+)`/gm)].map(([, keeper = '']) => keeper);

  it('numbers every rule once, without a gap', () => {
    expect(rules.length).toBeGreaterThan(0);
    expect([...rules].sort((a, b) => a - b)).toEqual(rules.map((_rule, index) => index + 1));
  });

  it('names for each rule a test that exists and carries its number', () => {
    expect(named.map(ruleOf)).toEqual(rules);
    expect(named.filter((keeper) => !keepers.has(keeper))).toEqual([]);
  });

  it('has a rule for every number that a test carries', () => {
    expect(sorted([...keepers].map(ruleOf))).toEqual(sorted(rules));
  });

  it('lists the fields of a heartbeat with the units and ranges that are checked', () => {
    const rows = TELEMETRY_FIELDS.map(({ name, unit, minimum, maximum, storage }) =>
      [`\`${name}\``, unit, String(minimum), String(maximum), storage === 'real' ? '' : 'whole'].join('|'),
    );
    const listed = [...guide.matchAll(/^\| (`\w+`) +\| (.+?) +\| (-?\d+) +\| (-?\d+) +\|(.*)\|$/gm)].map(
      ([, name, unit, from, to, whole = '']) => [name, unit, from, to, whole.trim()].join('|'),
    );
    expect(listed).toEqual(rows);
    for (const name of [...TELEMETRY_FLAGS, ...TELEMETRY_WORDS]) expect(guide).toContain(`\`${name}\``);
  });
});
