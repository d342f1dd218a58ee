import { describe, expect, it } from '@jest/globals';
import type { DeviceId, DeviceNo, DoorId } from '#libs/domain';
import type { Speaker } from '../door/speaker.ts';
import { AgentReports, type AgentReportsParts } from './agent-reports.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const session = (no: number) =>
  ({ device: { deviceNo: no as DeviceNo, deviceId: `agent-${no}` as DeviceId }, address: '10.0.0.1' }) as Speaker;
const batch = { sentAt: NOW, late: false, watchingSince: NOW, coversUntil: NOW, cameras: [] };

function reports(fails: (agentNo: number) => Error | null) {
  const [recorded, aside, acknowledged]: [number[], number[], number[]] = [[], [], []];
  const parts: AgentReportsParts = {
    store: {
      record: async ({ report: { agentNo } }) => {
        const error = fails(agentNo);
        if (error !== null) throw error;
        recorded.push(agentNo);
        return { foreign: [] };
      },
      quarantine: async (agentNo) => void aside.push(agentNo),
    },
    ...{ doorId: () => 1 as DoorId, noticed: () => undefined, wasGiven: () => false, wake: () => undefined },
    ...{ onQuarantine: () => undefined, onRoom: () => undefined },
  };
  const all = new AgentReports(parts);
  for (const no of [1, 2, 3]) all.take(session(no), NOW, batch, () => void acknowledged.push(no));
  return { all, recorded, aside, acknowledged };
}

describe('reports of agents', () => {
  it('that the database will never take are put aside, and nobody else’s waits for them', async () => {
    const refused = Object.assign(new Error('unsupported Unicode escape sequence'), { code: '22P05' });
    const { all, recorded, aside, acknowledged } = reports((no) => (no === 2 ? refused : null));
    await all.write(NOW);
    expect([recorded, aside, acknowledged]).toEqual([[1, 3], [2], [1, 2, 3]]);
  });

  it('wait, unacknowledged and in order, while the database is away', async () => {
    let isAway = true;
    const { all, recorded, acknowledged } = reports((no) => (isAway && no > 1 ? new Error('connection lost') : null));
    await expect(all.write(NOW)).rejects.toThrow('connection lost');
    expect(acknowledged).toEqual([1]);
    isAway = false;
    await all.write(NOW);
    expect([recorded, acknowledged]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });
});
