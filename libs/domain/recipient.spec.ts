import { describe, expect, it } from '@jest/globals';
import type { TargetId, UnitId } from './ids.ts';
import { chooseHouseholds, chooseRecipients, decideRecovery, type TargetFacts, type UnitLevel } from './recipient.ts';

const target = (id: string, more: Partial<TargetFacts> = {}): TargetFacts => ({
  id: id as TargetId,
  audience: 'responsible',
  enabled: true,
  minimumSeverity: 'minor',
  ...more,
});
const level = (unitId: string, ...targets: TargetFacts[]): UnitLevel => ({ unitId: unitId as UnitId, targets });

describe('chooseRecipients', () => {
  it('tells the responsible unit and nobody above', () => {
    const choice = chooseRecipients([level('group', target('a'), target('b')), level('village', target('c'))], 'major');
    expect(choice).toMatchObject({ reason: 'responsible_for_unit', tell: [{ id: 'a' }, { id: 'b' }] });
  });

  it('climbs to the nearest unit that has a target', () => {
    const levels = [level('group'), level('village', target('b', { enabled: false })), level('commune', target('c'))];
    expect(chooseRecipients(levels, 'major')).toMatchObject({ reason: 'no_target_in_unit', tell: [{ id: 'c' }] });
  });

  it('never tells households of single devices, and does not take them for a target of the unit', () => {
    const levels = [level('group', target('chat', { audience: 'households' })), level('village', target('head'))];
    expect(chooseRecipients(levels, 'critical')).toMatchObject({ reason: 'no_target_in_unit', tell: [{ id: 'head' }] });
  });

  it('spares targets that asked for worse things, without climbing past them', () => {
    const levels = [level('group', target('a', { minimumSeverity: 'critical' })), level('village', target('b'))];
    expect(chooseRecipients(levels, 'major')).toMatchObject({
      reason: 'below_minimum_severity',
      tell: [],
      spare: [{ id: 'a' }],
    });
  });

  it('says so when there is nobody', () => {
    expect(chooseRecipients([level('group'), level('village')], 'major')).toMatchObject({
      reason: 'no_target_anywhere',
      tell: [],
    });
  });
});

describe('chooseHouseholds', () => {
  const homes = (householdsEnabled: boolean, more: Partial<TargetFacts> = {}) => ({
    ...target('homes', { audience: 'households', ...more }),
    householdsEnabled,
  });

  it('tells of places where the unit wants that, and says where it does not', () => {
    expect(chooseHouseholds([homes(true)], 'power_cut', 'major')).toMatchObject([
      { tell: true, reason: 'households_told_of_place' },
    ]);
    expect(chooseHouseholds([homes(false)], 'power_cut', 'major')).toMatchObject([
      { tell: false, reason: 'households_off' },
    ]);
  });

  it.each(['device', 'uplink', 'self'] as const)('never tells of what is no place: %s', (cause) => {
    expect(chooseHouseholds([homes(true)], cause, 'critical')).toEqual([]);
  });

  it('leaves out who acts, who is switched off, and who asked for worse things', () => {
    const others = [
      homes(true, { audience: 'responsible' }),
      homes(true, { enabled: false }),
      homes(true, { minimumSeverity: 'critical' }),
    ];
    expect(chooseHouseholds(others, 'carrier', 'major')).toEqual([]);
  });
});

describe('decideRecovery', () => {
  it.each([
    ['accepted', false, { tell: true, reason: 'was_told' }],
    ['queued', false, { tell: true, reason: 'was_told' }],
    ['failed', false, { tell: false, reason: 'opening_not_delivered' }],
    ['accepted', true, { tell: false, reason: 'already_told' }],
  ] as const)('opening %s, told of recovery %s', (opening, told, expected) => {
    expect(decideRecovery(opening, told)).toEqual(expected);
  });
});
