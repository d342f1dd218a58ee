import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ENVIRONMENT } from './environment.ts';

describe('the table of settings in docs/operating.md', () => {
  const text = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));

  it('lists every variable with its meaning and default', () => {
    const expected = Object.entries(ENVIRONMENT.properties).map(([name, schema]) => {
      const { description, default: fallback } = schema as unknown as {
        description: string;
        default?: string | number;
      };
      const shown = fallback === undefined || fallback === '' ? '' : ` \`${fallback}\``;
      return `| \`${name}\` | ${description} |${shown} |`;
    });
    expect(rows.map((row) => row.replace(/\s+\|$/, ' |'))).toEqual(expected);
  });
});
