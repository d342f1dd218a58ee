import type { UnitId } from '../ids.ts';
import { dayAfter } from '../local-clock.ts';
import type { PolicyRules } from '../policy.ts';
import { DAY } from '../time.ts';
import { type Cast, said, type TraceLine } from './cast.ts';
import { weeksToNeutral } from './neutral-time.ts';
import { carrierPseudonyms } from './pseudonyms.ts';
import type { Recording } from './recorded.ts';

export const unitLines = ({ units }: Recording, cast: Cast): TraceLine[] =>
  units.map(({ id, kind, parentId }) => {
    const unit = cast.unit(id);
    return said({ unit: unit?.code, kind, name: unit?.name, in: cast.unit(parentId)?.code ?? null });
  });

/** A drill falls on a day of the month, which a trace does not keep. Steps that lead out of what was recorded are left out. */
export const policyLines = ({ units }: Recording, cast: Cast): TraceLine[] =>
  units.flatMap(({ id, rules }) => {
    const own = said({ ...rules, drill: null, escalation: stepsOf(rules, cast) });
    return Object.keys(own).length === 0 ? [] : [{ policy: cast.unit(id)?.code, rules: own }];
  });

const stepsOf = (rules: PolicyRules | null, cast: Cast): PolicyRules['escalation'] =>
  rules?.escalation?.flatMap(({ afterMinutes, unitId }) => {
    const unit = cast.unit(unitId as UnitId);
    return unit === null ? [] : [{ afterMinutes, unitId: unit.code }];
  }) ?? null;

export function deviceLines({ devices }: Recording, cast: Cast): TraceLine[] {
  const carrierOf = carrierPseudonyms();
  return devices.map(({ deviceNo, kind, unitId, power, carrier, behind, intervalSeconds, offlineAfterSeconds }) =>
    said({
      ...{ device: cast.device(deviceNo)?.code, kind, in: cast.unit(unitId)?.code, name: cast.device(deviceNo)?.name },
      ...{ power, carrier: carrier === null ? null : carrierOf(carrier), behind: cast.device(behind)?.code ?? null },
      ...{ intervalSeconds, offlineAfterSeconds },
    }),
  );
}

export const targetLines = ({ targets }: Recording, cast: Cast): TraceLine[] =>
  targets.map(({ id, unitId, audience, channel, minimumSeverity, quietHours }) =>
    said({ target: cast.target(id), of: cast.unit(unitId)?.code, audience, channel, minimumSeverity, quietHours }),
  );

export function dutyLines({ rotas, span }: Recording, cast: Cast): TraceLine[] {
  const days = -weeksToNeutral(span.from) / DAY;
  return rotas.flatMap(({ unitId, shifts, overrides }) => {
    const duty = {
      shifts: shifts.map(({ targetId, weekday, from, to }) => ({ target: cast.target(targetId), weekday, from, to })),
      overrides: overrides.map(({ targetId, date, from, to }) => ({
        ...{ target: cast.target(targetId), date: dayAfter(date, days), from, to },
      })),
    };
    const known = ({ target }: { readonly target: string | null }): boolean => target !== null;
    const [own, others] = [duty.shifts.filter(known), duty.overrides.filter(known)];
    return own.length + others.length === 0 ? [] : [{ duty: cast.unit(unitId)?.code, shifts: own, overrides: others }];
  });
}
