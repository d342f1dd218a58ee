import { addAvailability, type Availability, NO_AVAILABILITY } from '../availability.ts';
import { type Blame, BLAMES } from '../blame.ts';
import { DEVICE_KINDS, type DeviceKind } from '../device.ts';
import { groupedBy } from '../grouped-by.ts';
import type { SiteId, UnitId } from '../ids.ts';
import type { Span } from '../span.ts';
import type { UnitKind } from '../unit.ts';
import { incidentFlow, type IncidentFlow } from './incident-flow.ts';
import type { Month } from './month.ts';
import type { ReportDevice, ReportGifts, ReportRepairs, ReportRows, ReportUnit } from './report-rows.ts';
import { ReportTree } from './report-tree.ts';

/** Places named as the worst. */
const WORST_SITES = 5;

/** Which month, as far as it has passed, by whose clocks. */
export interface ReportedMonth {
  readonly month: Month;
  readonly period: Span;
  /** False: the month is still running. */
  readonly isOver: boolean;
  readonly timeZone: string;
}

/** `sums` add up to `devices` × the length of the period, to the millisecond. */
export interface Fared {
  readonly devices: number;
  readonly working: number;
  readonly sums: Availability;
}

export interface WorstSite {
  readonly siteId: SiteId;
  readonly siteCode: string;
  readonly landmark: string | null;
  readonly outages: number;
  /** Without planned work and our own gaps: neither is the place's fault. */
  readonly downMs: number;
  readonly mostly: Blame;
}

export interface MonthlyReport extends Fared {
  readonly unit: ReportUnit;
  readonly time: ReportedMonth;
  readonly kinds: readonly (Fared & { readonly kind: DeviceKind })[];
  /** What the unit consists of: each part with all below it; the unit itself for devices in no part. */
  readonly parts: readonly (Fared & { readonly unit: ReportUnit })[];
  readonly incidents: IncidentFlow;
  readonly worstSites: readonly WorstSite[];
  /** Who paid for how many devices, as it was written down; null: nobody wrote anything. Most first. */
  readonly payers: readonly { readonly payer: string | null; readonly devices: number }[];
  readonly gifts: Omit<ReportGifts, 'unitId'>;
  readonly repairs: Omit<ReportRepairs, 'unitId'>;
  readonly deviceRows: readonly ReportDevice[];
}

export const downMs = ({ downMs: down }: Availability): number => BLAMES.reduce((sum, blame) => sum + down[blame], 0);

/** Share of the time that was up or down; null when there was none. */
export const upShare = (sums: Availability): number | null => {
  const known = sums.upMs + downMs(sums);
  return known === 0 ? null : sums.upMs / known;
};

export const faredOf = (devices: readonly ReportDevice[]): Fared => ({
  devices: devices.length,
  working: devices.filter(({ worksAtEnd }) => worksAtEnd).length,
  sums: devices.reduce((sum, device) => addAvailability(sum, device.sums), NO_AVAILABILITY),
});

/** How a unit and all below it fared in a month. `partsAt`: the kind of unit that parts are; else what lies just below. */
export function monthlyReport(
  rows: ReportRows,
  unitId: UnitId,
  time: ReportedMonth,
  partsAt: UnitKind | null = null,
): MonthlyReport {
  const tree = new ReportTree(rows.units);
  const here = new Map(tree.all().map(({ id }) => [id, tree.isWithin(unitId, id)]));
  const isHere = (id: UnitId): boolean => here.get(id) === true;
  const devices = rows.devices.filter((device) => isHere(device.unitId));
  const byPart = groupedBy(devices, (device) => tree.partOf(unitId, device.unitId, partsAt));
  return {
    unit: tree.get(unitId),
    time,
    ...faredOf(devices),
    kinds: DEVICE_KINDS.map((kind) => ({ kind, ...faredOf(devices.filter((device) => device.kind === kind)) })).filter(
      (kind) => kind.devices > 0,
    ),
    parts: [...byPart]
      .map(([unit, of]) => ({ unit, ...faredOf(of) }))
      .sort((a, b) => byName.compare(a.unit.name, b.unit.name)),
    incidents: incidentFlow(rows.incidents, time.period, isHere),
    worstSites: worstSites(devices),
    payers: [...groupedBy(devices, (device) => device.payer)]
      .map(([payer, of]) => ({ payer, devices: of.length }))
      .sort((a, b) => b.devices - a.devices),
    gifts: giftsOf(rows.gifts.filter(({ unitId: of }) => isHere(of))),
    repairs: repairsOf(rows.repairs.filter(({ unitId: of }) => isHere(of))),
    deviceRows: devices,
  };
}

/** "Tổ 2" before "Tổ 10". */
const byName = new Intl.Collator('vi', { numeric: true });

function giftsOf(gifts: readonly ReportGifts[]): Omit<ReportGifts, 'unitId'> {
  const sum = (of: (one: ReportGifts) => number): number => gifts.reduce((total, one) => total + of(one), 0);
  return {
    entries: sum(({ entries }) => entries),
    inKind: sum(({ inKind }) => inKind),
    dong: sum(({ dong }) => dong),
    totalDong: sum(({ totalDong }) => totalDong),
  };
}

const repairsOf = (repairs: readonly ReportRepairs[]): Omit<ReportRepairs, 'unitId'> => ({
  entries: repairs.reduce((sum, { entries }) => sum + entries, 0),
  dong: repairs.reduce((sum, { dong }) => sum + dong, 0),
  totalDong: repairs.reduce((sum, { totalDong }) => sum + totalDong, 0),
});

const PLACE_BLAMES = ['device', 'grid', 'uplink'] as const;

function worstSites(devices: readonly ReportDevice[]): WorstSite[] {
  return [...groupedBy(devices, (device) => device.siteId)]
    .flatMap(([siteId, of]) => {
      const { sums } = faredOf(of);
      const [mostly] = [...PLACE_BLAMES].sort((a, b) => sums.downMs[b] - sums.downMs[a]);
      const down = PLACE_BLAMES.reduce((sum, blame) => sum + sums.downMs[blame], 0);
      const [first] = of;
      if (first === undefined || mostly === undefined || down === 0) return [];
      const { siteCode, landmark } = first;
      const outages = of.reduce((sum, device) => sum + device.outages, 0);
      return [{ siteId, siteCode, landmark, outages, downMs: down, mostly }];
    })
    .sort((a, b) => b.downMs - a.downMs || (a.siteCode < b.siteCode ? -1 : 1))
    .slice(0, WORST_SITES);
}
