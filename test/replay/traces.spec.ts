import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { cloneDatabase } from '../harness/postgres.ts';
import { playTrace } from './run-trace.ts';
import { scriptOf } from './script.ts';
import { readTrace } from './trace.ts';

const FOLDER = new URL('traces/', import.meta.url);
const NAMES = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.jsonl') ? [file.slice(0, -'.jsonl'.length)] : []));

describe('shipped traces', () => {
  it.each(NAMES)('%s is told as its expected messages say', async (name) => {
    const trace = readTrace(readFileSync(new URL(`${name}.jsonl`, FOLDER), 'utf8'));
    const database = await cloneDatabase();
    const played = await playTrace(trace, database.url);
    await database.drop();
    expect(scriptOf(trace, played)).toBe(readFileSync(new URL(`${name}.expected.txt`, FOLDER), 'utf8'));
  });
});
