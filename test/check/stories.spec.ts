import { readdirSync, readFileSync } from 'node:fs';
import * as domain from '#libs/domain';
import { describe, expect, it } from '@jest/globals';

const FOLDER = new URL('../stories/reasons/', import.meta.url);

/** Every code of every list of reasons in the domain. */
const CODES = new Set(
  Object.entries(domain).flatMap(([name, list]) =>
    /_(REASONS|BECAUSE)$/.test(name) ? (list as readonly string[]) : [],
  ),
);

const TITLE = /['"`]([a-z_0-9, ]+): (sent, then not sent|sent|not sent)\b/g;

/** `code, code: sent, …`, `code: not sent, …` or `code: sent, then not sent, …`: which codes have a story of which kind. */
function told(kind: 'sent' | 'not sent'): Set<string> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.spec.ts'));
  const titles = files.flatMap((file) => [...readFileSync(new URL(file, FOLDER), 'utf8').matchAll(TITLE)]);
  return new Set(
    titles.flatMap(([, codes = '', found = '']) =>
      found === kind || found === 'sent, then not sent' ? codes.split(', ') : [],
    ),
  );
}

describe('every reason', () => {
  it.each(['sent', 'not sent'] as const)('has a story of something that is %s', (kind) => {
    const stories = told(kind);
    expect([...CODES].filter((code) => !stories.has(code)).sort()).toEqual([]);
  });

  it('that a story names exists', () => {
    const named = [...told('sent'), ...told('not sent')];
    expect(named.filter((code) => !CODES.has(code)).sort()).toEqual([]);
  });
});
