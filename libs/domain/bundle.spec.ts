import { describe, expect, it } from '@jest/globals';
import { asksForHelp, bundle, healedBeforeSent, narrowedTo, partsOf, type Waiting } from './bundle.ts';
import type { IncidentId, UnitId } from './ids.ts';
import type { Cause } from './incident.ts';
import type { IncidentMessage, TroubleLine, TroubleMessage } from './message.ts';

const line = (id: string, more: Partial<TroubleLine> = {}) =>
  ({ incidentId: id, trouble: 'offline', severity: 'major', startedAt: 0, endedAt: null, ...more }) as TroubleLine;
const message = (
  event: TroubleMessage['event'],
  lines: readonly TroubleLine[],
  { unit = 'group', cause = 'device', takenBy = null }: { unit?: string; cause?: Cause; takenBy?: string | null } = {},
): IncidentMessage => ({
  event,
  variables: { cause, unit: { id: unit as UnitId, name: unit }, timeZone: 'Asia/Ho_Chi_Minh', lines, takenBy },
});
const opened = (...ids: string[]) =>
  message(
    'incident.opened',
    ids.map((id) => line(id)),
  );
const over = (...ids: string[]) =>
  message(
    'incident.resolved',
    ids.map((id) => line(id)),
  );
const waiting = (given: IncidentMessage): Waiting => ({
  id: 'message',
  message: given,
  incidentIds: given.variables.lines.map(({ incidentId }) => incidentId),
});
const idsOf = ({ variables }: IncidentMessage) => variables.lines.map(({ incidentId }) => incidentId);

describe('bundle', () => {
  it('makes one list of the same news about one unit, the worst first, then the oldest', () => {
    const minor = message('incident.opened', [line('minor', { severity: 'minor' })]);
    const young = message('incident.opened', [line('young', { startedAt: 5 })]);
    const together = bundle([minor, young, opened('old')]);
    expect(together.event).toBe('incident.opened');
    expect(partsOf(together).map(idsOf)).toEqual([['old', 'young', 'minor']]);
  });

  it.each([
    ['beginnings and ends', [opened('a'), over('b')]],
    ['units', [opened('a'), message('incident.opened', [line('b')], { unit: 'other' })]],
    ['causes', [opened('a'), message('incident.opened', [line('b')], { cause: 'power_cut' })]],
    ['who has it', [opened('a'), message('incident.opened', [line('b')], { takenBy: 'Tổ trưởng' })]],
  ])('keeps different %s apart, in one message', (_, messages) => {
    const together = bundle(messages);
    expect(together.event).toBe('incident.bundle');
    expect(partsOf(together)).toEqual(messages);
    expect(bundle([together, opened('c')])).toEqual(bundle([...messages, opened('c')]));
  });

  it('asks for help when one of its parts does', () => {
    expect(asksForHelp(bundle([over('a'), opened('b')]))).toBe(true);
    expect(asksForHelp(bundle([over('a'), over('b')]))).toBe(false);
  });
});

describe('healedBeforeSent', () => {
  it('is what begins and ends among the waiting, and nothing else', () => {
    const healed = healedBeforeSent([waiting(opened('a', 'b')), waiting(over('b', 'c'))]);
    expect([...healed]).toEqual(['b']);
  });

  it('leaves the rest of a message', () => {
    const keep = (id: IncidentId) => id !== 'b';
    const rest = narrowedTo(opened('a', 'b'), keep);
    expect(rest && partsOf(rest).map(idsOf)).toEqual([['a']]);
    expect(narrowedTo(opened('b'), keep)).toBeNull();
    expect(narrowedTo(bundle([opened('a', 'b'), over('b')]), keep)).toEqual(opened('a'));
  });
});
