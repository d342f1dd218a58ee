import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import { ExplainStore } from '#libs/database';
import { HOUR } from '#libs/domain';
import { cloneDatabase } from '../harness/postgres.ts';
import type { Verdict } from './judge.ts';
import { playTrace, type Truth } from './run-trace.ts';
import { scriptOf } from './script.ts';
import type { Stage } from './stage.ts';
import { readTrace } from './trace.ts';

jest.setTimeout(300_000);

const FOLDER = new URL('traces/', import.meta.url);
const NAMES = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.jsonl') ? [file.slice(0, -'.jsonl'.length)] : []));

/** What was not sent, what its reader is told when he asks why, and what was truly the matter. */
async function unexplained(stage: Stage, { outages }: Truth): Promise<string[]> {
  const rows = await stage.database.query<{ incidentId: string; reason: string; code: string | null }>(
    `SELECT DISTINCT m.incident_id AS "incidentId", n.reason, d.code
     FROM notification n JOIN notification_incident m ON m.notification_id = n.id JOIN incident i ON i.id = m.incident_id
       LEFT JOIN device d ON d.device_no = i.device_no WHERE n.state = 'suppressed'`,
  );
  const faults: string[] = [];
  for (const { incidentId, reason, code } of rows) {
    const { answers } = await stage.app.get(ExplainStore).incident([stage.rootId], incidentId, stage.clock.now());
    if (!answers.some((answer) => answer.code === reason)) faults.push(`${code ?? incidentId}: nobody says ${reason}`);
    const [, cause] = /^explained_by_(.*)$/.exec(reason) ?? [];
    if (cause === undefined || code === null) continue;
    const isTrue = outages.some((outage) => outage.device === code && outage.because === cause);
    if (!isTrue) faults.push(`${code}: ${reason} is not so`);
  }
  return faults;
}

describe('shipped traces', () => {
  const verdicts: Verdict[] = [];

  it.each(NAMES)('%s is told as its expected messages say, and what is not told explains itself', async (name) => {
    const trace = readTrace(readFileSync(new URL(`${name}.jsonl`, FOLDER), 'utf8'));
    const database = await cloneDatabase();
    let faults: string[] = [];
    const played = await playTrace(trace, database.url, async (stage, truth) => {
      faults = await unexplained(stage, truth);
    });
    await database.drop();
    verdicts.push(played.verdict);
    expect(scriptOf(trace, played)).toBe(readFileSync(new URL(`${name}.expected.txt`, FOLDER), 'utf8'));
    expect(faults).toEqual([]);
  });

  it('say something false in at most one message of a hundred', () => {
    const messages = verdicts.reduce((sum, verdict) => sum + verdict.messages, 0);
    const wrong = verdicts.flatMap((verdict) => [...verdict.false, ...verdict.misjudged]);
    expect(messages).toBeGreaterThan(50);
    expect(wrong.length).toBeLessThanOrEqual(messages / 100);
  });

  it('speak of a device that comes and goes at most twice within any hour', () => {
    const heard = readFileSync(new URL('flapping-week.expected.txt', FOLDER), 'utf8').matchAll(
      /^(\d\d)-(\d\d) (\d\d):(\d\d) {2}.*\n.*\(mã (\S+)\)/gm,
    );
    const moments = new Map<string, number[]>();
    for (const [, month, day, hour, minute, code = ''] of heard) {
      const at = Date.parse(`2026-${month}-${day}T${hour}:${minute}:00Z`);
      moments.set(code, [...(moments.get(code) ?? []), at]);
    }
    expect([...moments.keys()].sort()).toEqual(['cam-2', 'den-4']);
    for (const times of moments.values())
      for (const at of times)
        expect(times.filter((other) => other > at - HOUR && other <= at).length).toBeLessThanOrEqual(2);
  });
});
