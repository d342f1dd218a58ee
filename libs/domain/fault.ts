import { HOTSPOT_RULES, type HotspotFaultCode } from './hotspots/rules/index.ts';
import { LADDER_FAULTS } from './ladder/rung.ts';
import { LIGHT_RULES, type LightFaultCode } from './lights/rules/index.ts';
import { SEVERITIES, type Severity } from './severity.ts';

export { SEVERITIES, type Severity };

/** Named things wrong with a device that still talks. A code is snake_case and never changes its meaning. */
export const severityAtLeast = (severity: Severity, minimum: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(minimum);

export interface FaultDefinition {
  readonly severity: Severity;
  /** Does it open an incident that people are told about, or is it only shown? */
  readonly tell: boolean;
  /** Alarm name in the TALQ street-lighting vocabulary, where it has one. */
  readonly talq?: string;
}

type Known = FaultDefinition & { readonly code: string };

const definitions = <Rule extends Known>(rules: readonly Rule[]): Record<Rule['code'], FaultDefinition> =>
  Object.fromEntries(
    rules.map(({ code, severity, tell, talq }) => [code, { severity, tell, ...(talq !== undefined && { talq }) }]),
  ) as Record<Rule['code'], FaultDefinition>;

export const FAULTS = {
  // Of solar lights and of hotspots: libs/domain/lights/rules, libs/domain/hotspots/rules.
  ...definitions<Known & { readonly code: LightFaultCode }>(LIGHT_RULES),
  ...definitions<Known & { readonly code: HotspotFaultCode }>(HOTSPOT_RULES),
  /** Messages arrive that we cannot accept; facts are not updated. */
  bad_payload: { severity: 'minor', tell: false },
  /** The camera clearly rejects the registered user name or password. */
  auth_failed: { severity: 'major', tell: true },
  /** The camera locked our address out after wrong attempts (ours or somebody else's). */
  auth_locked_out: { severity: 'major', tell: true },
  /** The camera's clock is wrong by more than a minute. */
  clock_drift: { severity: 'minor', tell: true },
  /** Something answers at the address, but not as a camera does (ONVIF, or RTSP where that was registered). */
  not_onvif: { severity: 'major', tell: true },
  // Of what a camera shows, streams and records: libs/domain/ladder.
  ...LADDER_FAULTS,
  /** It falls silent and comes back again and again. */
  flapping: { severity: 'minor', tell: true },
} as const satisfies Record<string, FaultDefinition>;

export type FaultCode = keyof typeof FAULTS;
export const FAULT_CODES = Object.keys(FAULTS) as readonly FaultCode[];
export const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(FAULTS, code);
export const faultDefinition = (code: FaultCode): FaultDefinition => FAULTS[code];

const OF_OTHERS: ReadonlySet<string> = new Set([
  ...[...LIGHT_RULES, ...HOTSPOT_RULES].map(({ code }) => code),
  ...['bad_payload', 'flapping'],
]);
/** May whoever visits a camera for us find it? Not what is said of lights, of messages, or of comings and goings. */
export const isCameraFault = (code: string): code is FaultCode => isFaultCode(code) && !OF_OTHERS.has(code);
