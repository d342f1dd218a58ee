import { describe, expect, it } from '@jest/globals';
import { DAY, type EpochMs, HOUR, MINUTE } from '../../time.ts';
import { judgeLight, type LightFinding } from '../judge-light.ts';
import { type LightMemory, NEW_LIGHT } from '../light-memory.ts';
import { DEFAULT_LIGHT_PROFILE, type LightProfile } from '../light-profile.ts';
import type { LightSample } from '../light-sample.ts';
import { sunAt, type SunNow } from '../sun.ts';
import { LIGHT_RULES } from './index.ts';

const THAP_THUONG = { latitude: 21.09, longitude: 105.66 };
/** Noon in Hanoi. */
const NOON = Date.UTC(2026, 10, 21, 5);
const PROFILE: LightProfile = { ...DEFAULT_LIGHT_PROFILE, dimming: [{ afterMinutes: 240, percent: 50 }] };
/** What neighbours' panels give at noon. */
const NEAR = 0.5;

const suns = new Map<EpochMs, SunNow>();
const sunOf = (at: EpochMs): SunNow => {
  const sun = suns.get(at) ?? sunAt(THAP_THUONG, at);
  suns.set(at, sun);
  return sun;
};

interface Moment {
  readonly at: EpochMs;
  readonly sun: SunNow;
  readonly night: boolean;
  readonly minutesLit: number;
}

/** A healthy lamp with a half-full battery, so that it takes all that comes. */
function healthy({ at, sun, night, minutesLit }: Moment): LightSample {
  const dim = minutesLit >= 240 ? 50 : 100;
  const watts = night ? (20 * dim) / 100 : 0;
  const light = Math.max(0, Math.sin((sun.height * Math.PI) / 180));
  const wobble = ((at / MINUTE) % 7) / 100;
  return {
    at,
    batteryVoltage: 12.3 + light * 0.5 + wobble,
    batteryCurrent: light * 3 - watts / 12.3,
    batteryTemperature: 30 + wobble,
    pvVoltage: light > 0 ? 17 + wobble : 0.2 + wobble,
    pvPower: 80 * NEAR * light,
    lampOn: night,
    lampPower: watts,
    dimLevel: night ? dim : 0,
    isNight: night,
    errorCode: 0,
    rssi: -80 - ((at / MINUTE) % 3),
  };
}

type Change = (sample: LightSample, moment: Moment, hour: number) => Partial<LightSample>;

/** Ten days of a lamp that changes as told on the last three; what was found, in order. `hour`: since the change. */
function found(change: Change, profile = PROFILE): { code: string; present: boolean; hour: number; reason: string }[] {
  let memory: LightMemory = NEW_LIGHT;
  let minutesLit = 0;
  const findings: (LightFinding & { hour: number })[] = [];
  for (let at = NOON - 7 * DAY; at <= NOON + 3 * DAY; at += 10 * MINUTE) {
    const sun = sunOf(at);
    const night = sun.height < -1;
    minutesLit = night ? minutesLit + 10 : 0;
    const moment = { at, sun, night, minutesLit };
    const sample = healthy(moment);
    const hour = (at - NOON) / HOUR;
    const said = hour < 0 ? sample : { ...sample, ...change(sample, moment, hour) };
    const near = sun.height > 0 ? NEAR * Math.sin((sun.height * Math.PI) / 180) : 0;
    const judged = judgeLight(said, { profile, sun, nearYield: near }, memory);
    memory = judged.memory;
    findings.push(...judged.findings.map((finding) => ({ ...finding, hour })));
  }
  return findings.map(({ code, present, hour, reason }) => ({ code, present, hour, reason }));
}

const raised = (change: Change, profile?: LightProfile) => [
  ...new Set(
    found(change, profile)
      .filter(({ present }) => present)
      .map(({ code }) => code),
  ),
];

describe('a solar light', () => {
  it('that is well is said to have nothing, for ten days', () => {
    expect(found(() => ({}))).toEqual([]);
  });

  const CASES: readonly (readonly [string, string, Change])[] = [
    ['dark at night', 'lamp_failure', () => ({ lampPower: 0 })],
    ['lit by day', 'lamp_unexpected_on', (_, { night }) => (night ? {} : { lampPower: 20, lampOn: true })],
    ['full power when told half', 'dimming_failure', (_, { night }) => (night ? { lampPower: 20 } : {})],
    [
      'on and off',
      'cycling_failure',
      (_, { night, at }) => (night && (at / MINUTE / 10) % 2 === 0 ? { lampPower: 0 } : {}),
    ],
    ['too much power', 'lamp_power_high', ({ lampPower = 0 }) => ({ lampPower: lampPower * 1.5 })],
    ['too little power', 'lamp_power_low', ({ lampPower = 0 }) => ({ lampPower: lampPower * 0.5 })],
    ['no battery behind it', 'supply_loss', () => ({ batteryVoltage: 3.1 })],
    ['a battery of 60 °C', 'battery_hot', () => ({ batteryTemperature: 60 })],
    ['no panel voltage', 'panel_fault', () => ({ pvVoltage: 0.1, pvPower: 0, batteryCurrent: 0 })],
    ['panel voltage without current', 'charger_fault', () => ({ pvVoltage: 20, pvPower: 0, batteryCurrent: 0 })],
    [
      'nothing comes in, and no word of the panel',
      'not_charging',
      () => ({ pvVoltage: undefined, pvPower: 0, batteryCurrent: 0 }),
    ],
    ['an error code', 'controller_fault', () => ({ errorCode: 7 })],
    ['night at noon', 'clock_fault', (_, { night }) => ({ isNight: !night })],
    ['another radio, and no sun', 'theft_suspected', () => ({ rssi: -110, pvVoltage: 0.1, pvPower: 0 })],
    ['a battery with little left', 'battery_low', () => ({ batteryVoltage: 11.9, batteryCurrent: 0 })],
    ['nothing left', 'battery_empty', () => ({ batteryVoltage: 11.3, batteryCurrent: 0 })],
  ];
  it.each(CASES)('%s: %s', (_, code, change) => {
    expect(raised(change)).toContain(code);
  });
  it('every rule has a case', () => {
    expect(CASES.map(([, code]) => code).sort()).toEqual(LIGHT_RULES.map(({ code }) => code).sort());
  });

  const CONTRASTS: readonly (readonly [string, string, Change])[] = [
    [
      'dark because the battery is empty',
      'lamp_failure',
      (_, { night }) => (night ? { lampPower: 0, batteryVoltage: 11.4 } : {}),
    ],
    ['dark for one report', 'lamp_failure', (_, { night }, hour) => (night && hour < 5.6 ? { lampPower: 0 } : {})],
    [
      'lit in the first minutes of the day',
      'lamp_unexpected_on',
      (_, { sun }) => (sun.height < 3 ? { lampPower: 20 } : {}),
    ],
    ['half power when told half', 'dimming_failure', () => ({})],
    ['one flicker a night', 'cycling_failure', (_, { minutesLit }) => (minutesLit === 100 ? { lampPower: 0 } : {})],
    [
      'weak because little is left',
      'lamp_power_low',
      ({ lampPower = 0 }) => ({ lampPower: lampPower * 0.5, batteryVoltage: 11.95 }),
    ],
    [
      'no current because the battery is full',
      'charger_fault',
      () => ({ pvVoltage: 20, pvPower: 0, batteryVoltage: 14.2 }),
    ],
    ['three quarters of what neighbours give', 'panel_fault', ({ pvPower = 0 }) => ({ pvPower: pvPower * 0.75 })],
    ['another radio, and all works', 'theft_suspected', () => ({ rssi: -110 })],
  ];
  it.each(CONTRASTS)('%s: no %s', (_, code, change) => {
    expect(raised(change)).not.toContain(code);
  });

  it('found dark within 45 minutes after sunset, and well again within an hour after it shines', () => {
    const findings = found((_, { night }, hour) => (night && hour < 24 ? { lampPower: 0 } : {}));
    const [on, off] = findings.filter(({ code }) => code === 'lamp_failure');
    const sunset = (sunAt(THAP_THUONG, NOON).sunset - NOON) / HOUR;
    expect(on).toMatchObject({ present: true, reason: 'told_on_without_current' });
    expect(on?.hour).toBeLessThanOrEqual(sunset + 0.75);
    expect(off).toMatchObject({ present: false, reason: 'lamp_shines' });
    expect(off?.hour).toBeLessThanOrEqual(sunset + 25);
  });

  it('with battery voltage and lamp current alone is useful', () => {
    const poor = ({ at, batteryVoltage, lampPower = 0 }: LightSample): Partial<LightSample> => ({
      ...Object.fromEntries(
        Object.keys(healthy({ at, sun: sunOf(NOON), night: false, minutesLit: 0 })).map((name) => [name, undefined]),
      ),
      at,
      batteryVoltage,
      lampCurrent: lampPower / 12,
    });
    expect(raised(poor)).toEqual([]);
    expect(raised((sample) => ({ ...poor(sample), lampCurrent: 0 }))).toEqual(['lamp_failure']);
    expect(raised((sample, { night }) => ({ ...poor(sample), lampCurrent: night ? 1.6 : 1.6 }))).toContain(
      'lamp_unexpected_on',
    );
  });

  it('on the mains with a sensor alone is asked nothing about batteries', () => {
    expect(raised(() => ({ batteryVoltage: 3 }), { ...PROFILE, sensorOnly: true })).toEqual([]);
  });

  it('fog and rain, which take the sun from all of them, blame no panel', () => {
    let memory: LightMemory = NEW_LIGHT;
    const findings: LightFinding[] = [];
    for (let at = NOON - 4 * DAY; at <= NOON; at += 10 * MINUTE) {
      const sun = sunOf(at);
      const sample = healthy({ at, sun, night: sun.height < -1, minutesLit: 0 });
      const judged = judgeLight(
        { ...sample, pvPower: 1, batteryCurrent: 0 },
        { profile: PROFILE, sun, nearYield: 0.015 },
        memory,
      );
      memory = judged.memory;
      findings.push(...judged.findings);
    }
    expect(findings.map(({ code }) => code)).toEqual([]);
  });
});
