import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addAvailability, type Availability, type DeviceHistory, NO_AVAILABILITY } from '../availability.ts';
import { BLAMES } from '../blame.ts';
import { DEVICE_KINDS } from '../device.ts';
import { CONNECTIVITIES } from '../health.ts';
import type { DeviceNo, SiteId, UnitId } from '../ids.ts';
import { CAUSES } from '../incident.ts';
import { evidenceOf } from './evidence.ts';
import { monthSpan, reportPeriod } from './month.ts';
import { downMs, monthlyReport, type ReportedMonth } from './monthly-report.ts';
import { deviceTable } from './device-table.ts';
import { reportSheet } from './report-sheet.ts';
import { figuresInPeriod, type ReportDevice, type ReportIncident, type ReportUnit } from './report-rows.ts';

const PERIOD = { from: 20, until: 80 };
const LENGTH = PERIOD.until - PERIOD.from;
const TIME: ReportedMonth = { month: '2026-11', period: PERIOD, isOver: true, timeZone: 'Asia/Ho_Chi_Minh' };

const id = (name: string) => name as UnitId;
const unit = (name: string, parent: string | null, kind: ReportUnit['kind']): ReportUnit => ({
  id: id(name),
  parentId: parent === null ? null : id(parent),
  kind,
  name,
});
const COMMUNE = unit('commune', null, 'commune');
const VILLAGES = ['v1', 'v2'].map((name) => unit(name, 'commune', 'village'));
const GROUPS = ['g1', 'g2'].flatMap((name) => VILLAGES.map(({ id: above }) => unit(`${above}${name}`, above, 'group')));
const UNITS = [COMMUNE, ...VILLAGES, ...GROUPS];

const moment = fc.integer({ min: 0, max: 100 });
const span = fc.tuple(moment, moment).map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) }));
const blame = fc.constantFrom(...BLAMES);
const blamed = fc.array(
  fc.tuple(span, blame).map(([where, to]) => ({ ...where, blame: to })),
  { maxLength: 3 },
);
const histories: fc.Arbitrary<DeviceHistory> = fc.record({
  changes: fc.array(fc.record({ at: moment, to: fc.constantFrom(...CONNECTIVITIES), blame }), { maxLength: 10 }),
  decommissionedAt: fc.option(moment, { nil: null, freq: 3 }),
  planned: fc.array(span, { maxLength: 2 }),
  gaps: fc.array(span, { maxLength: 2 }),
  explained: blamed,
  corrections: blamed,
});
const fleets = fc.array(
  fc.record({
    history: histories,
    unitId: fc.constantFrom(...UNITS.map((one) => one.id)),
    kind: fc.constantFrom(...DEVICE_KINDS),
    site: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 12 },
);

function deviceOf(
  { history, unitId, kind, site }: { history: DeviceHistory; unitId: UnitId; kind: ReportDevice['kind']; site: number },
  index: number,
): ReportDevice[] {
  const figures = figuresInPeriod(history, PERIOD);
  if (figures === null) return [];
  const names = { code: `D${index}`, name: `Đèn ${index}`, siteCode: `C${site}`, landmark: null, payer: null };
  return [{ ...names, ...figures, deviceNo: index as DeviceNo, kind, unitId, siteId: `${unitId}${site}` as SiteId }];
}

const total = (sums: Availability): number => sums.upMs + downMs(sums) + sums.unknownMs + sums.decommissionedMs;
const sumOf = (all: readonly Availability[]): Availability => all.reduce(addAvailability, NO_AVAILABILITY);

/** How long the log of transitions says "up", "down" and neither, moment by moment, with no cleverness at all. */
function readLog(history: DeviceHistory): { up: number; down: number; neither: number } {
  const sums = { up: 0, down: 0, neither: 0 };
  for (let at = PERIOD.from; at < PERIOD.until; at++) {
    const last = history.changes.findLast((change) => change.at <= at)?.to ?? 'never_seen';
    const isOut = history.decommissionedAt !== null && at >= history.decommissionedAt;
    if (isOut || last === 'never_seen') sums.neither++;
    else if (last === 'offline') sums.down++;
    else sums.up++;
  }
  return sums;
}

describe('the monthly report of a unit', () => {
  it('adds up exactly: devices = groups = villages = commune, and all of them the log of transitions', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const devices = fleet.flatMap(deviceOf);
        const rows = { units: UNITS, devices, incidents: [], gifts: [], repairs: [] };
        const of = (unitId: UnitId) => monthlyReport(rows, unitId, TIME);
        const commune = of(COMMUNE.id);
        for (const report of UNITS.map((one) => of(one.id))) {
          expect(total(report.sums)).toBe(report.devices * LENGTH);
          expect(sumOf(report.kinds.map(({ sums }) => sums))).toEqual(report.sums);
          expect(sumOf(report.parts.map(({ sums }) => sums))).toEqual(report.sums);
          expect(sumOf(report.deviceRows.map(({ sums }) => sums))).toEqual(report.sums);
        }
        const direct = (unitId: UnitId) =>
          sumOf(devices.filter((device) => device.unitId === unitId).map(({ sums }) => sums));
        const villages = VILLAGES.map((village) => {
          const groups = GROUPS.filter(({ parentId }) => parentId === village.id).map((group) => of(group.id).sums);
          expect(sumOf([...groups, direct(village.id)])).toEqual(of(village.id).sums);
          return of(village.id).sums;
        });
        expect(sumOf([...villages, direct(COMMUNE.id)])).toEqual(commune.sums);
        const inService = fleet.filter(
          ({ history }) => history.decommissionedAt === null || history.decommissionedAt > PERIOD.from,
        );
        const log = inService.map(({ history }) => readLog(history));
        expect(commune.sums.upMs).toBe(log.reduce((sum, { up }) => sum + up, 0));
        expect(downMs(commune.sums)).toBe(log.reduce((sum, { down }) => sum + down, 0));
        expect(commune.devices).toBe(inService.length);
      }),
      { numRuns: 200 },
    );
  });

  it('has parts of the kind that is asked for, and they add up too', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        const rows = { units: UNITS, devices: fleet.flatMap(deviceOf), incidents: [], gifts: [], repairs: [] };
        const { parts, sums } = monthlyReport(rows, COMMUNE.id, TIME, 'group');
        expect(sumOf(parts.map((part) => part.sums))).toEqual(sums);
      }),
      { numRuns: 200 },
    );
  });

  const incidents: fc.Arbitrary<ReportIncident> = fc.record({
    cause: fc.constantFrom(...CAUSES),
    faultCode: fc.constant(null),
    kind: fc.constantFrom(...DEVICE_KINDS, null),
    unitId: fc.constantFrom(...UNITS.map((one) => one.id)),
    explainedIn: fc.option(fc.constantFrom(...UNITS.map((one) => one.id)), { nil: null }),
    startedAt: moment,
    openedAt: moment,
    endedAt: fc.option(moment, { nil: null }),
    closedAt: fc.option(moment, { nil: null }),
    takenAt: fc.option(moment, { nil: null }),
    takenBy: fc.constantFrom('Ông Hùng', 'Bà Lan', null),
  });

  it('counts incidents so that what was there and what came is what went and what is left', () => {
    fc.assert(
      fc.property(fc.array(incidents, { maxLength: 20 }), (log) => {
        // Nothing is closed before it is opened.
        const sane = log.map((one) => ({
          ...one,
          closedAt: one.closedAt === null ? null : Math.max(one.closedAt, one.openedAt),
        }));
        const rows = { units: UNITS, devices: [], incidents: sane, gifts: [], repairs: [] };
        const { incidents: flow } = monthlyReport(rows, COMMUNE.id, TIME);
        expect(flow.carriedIn + flow.opened).toBe(flow.closed + flow.openAtEnd);
        expect(flow.counts.reduce((sum, count) => sum + count.opened, 0)).toBe(flow.opened);
        expect(flow.counts.reduce((sum, count) => sum + count.openAtEnd, 0)).toBe(flow.openAtEnd);
        expect(flow.opened).toBe(
          sane.filter(({ openedAt, explainedIn }) => explainedIn === null && openedAt >= 20 && openedAt < 80).length,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('says how long it took until somebody went and until it was mended', () => {
    const base = { cause: 'device', faultCode: null, kind: 'camera', unitId: id('v1'), explainedIn: null } as const;
    const one = (
      startedAt: number,
      takenAt: number | null,
      endedAt: number,
      takenBy: string | null,
    ): ReportIncident => ({
      ...{ ...base, startedAt, openedAt: startedAt + 2, takenAt, endedAt, closedAt: endedAt, takenBy },
    });
    const log = [
      one(20, 30, 40, 'Bà Lan'),
      one(20, 23, 50, 'Ông Hùng'),
      one(30, null, 36, null),
      one(30, 40, 70, 'Bà Lan'),
    ];
    const { incidents: flow } = monthlyReport(
      { units: UNITS, devices: [], incidents: log, gifts: [], repairs: [] },
      id('commune'),
      TIME,
    );
    expect(flow.taking).toEqual({ count: 3, medianMs: 8, worstMs: 8 });
    expect(flow.repair).toEqual({ count: 4, medianMs: 25, worstMs: 40 });
    expect(flow.takers).toEqual([
      { name: 'Bà Lan', count: 2 },
      { name: 'Ông Hùng', count: 1 },
    ]);
    expect(flow.untaken).toBe(1);
  });

  it('counts what a cause speaks for only where nothing in the report speaks for it', () => {
    const silence = {
      faultCode: null,
      kind: 'camera',
      startedAt: 30,
      openedAt: 30,
      endedAt: 40,
      closedAt: 40,
    } as const;
    const nobody = { takenAt: null, takenBy: null };
    const cut = {
      ...silence,
      ...nobody,
      cause: 'power_cut',
      kind: null,
      unitId: id('commune'),
      explainedIn: null,
    } as const;
    const lost = { ...silence, ...nobody, cause: 'device', unitId: id('v1g1'), explainedIn: id('commune') } as const;
    const rows = { units: UNITS, devices: [], incidents: [cut, lost], gifts: [], repairs: [] };
    expect(monthlyReport(rows, id('commune'), TIME).incidents).toMatchObject({ opened: 1, explained: 1 });
    expect(monthlyReport(rows, id('v1'), TIME).incidents).toMatchObject({ opened: 1, explained: 0 });
  });

  it('is a sheet in words whose table of devices carries every millisecond', () => {
    fc.assert(
      fc.property(fleets, fc.constantFrom('vi' as const, 'en' as const), (fleet, language) => {
        const rows = { units: UNITS, devices: fleet.flatMap(deviceOf), incidents: [], gifts: [], repairs: [] };
        const report = monthlyReport(rows, COMMUNE.id, TIME);
        const sheet = reportSheet(report, { language, place: 'Hà Nội', madeAt: 100 });
        expect(JSON.stringify(sheet)).not.toMatch(/undefined|NaN|null.:/);
        const names = new Map(UNITS.map((one) => [one.id as string, one.name]));
        const lengths = deviceTable(report, names, language).rows.map((row) =>
          row.slice(7, -1).reduce((sum, cell) => sum + (cell.kind === 'duration' ? (cell.value ?? 0) : 0), 0),
        );
        expect(lengths.every((length) => length === LENGTH)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the month of a report', () => {
  it('begins and ends at midnight where the unit is', () => {
    expect(monthSpan('2026-11', 'Asia/Ho_Chi_Minh')).toEqual({
      from: Date.parse('2026-10-31T17:00:00Z'),
      until: Date.parse('2026-11-30T17:00:00Z'),
    });
    expect(monthSpan('2026-12', 'Asia/Ho_Chi_Minh').until).toBe(Date.parse('2026-12-31T17:00:00Z'));
  });

  it('is over, running or not begun', () => {
    const at = (text: string) => reportPeriod('2026-11', 'Asia/Ho_Chi_Minh', Date.parse(text));
    expect(at('2026-11-30T17:00:00Z').reason).toBe('over');
    expect(at('2026-11-22T09:00:00Z')).toMatchObject({ reason: 'running', period: { until: 1795338000000 } });
    expect(at('2026-10-31T17:00:00Z')).toEqual({ reason: 'not_begun', period: null });
  });
});

describe('evidence', () => {
  it('takes counts, coverage and time from the report, and says what is reached', () => {
    const history = (to: 'online' | 'offline'): DeviceHistory => ({
      changes: [
        { at: 0, to: 'online', blame: 'device' },
        { at: 50, to, blame: 'device' },
      ],
      ...{ decommissionedAt: null, planned: [], gaps: [], explained: [], corrections: [] },
    });
    const camera = { kind: 'camera' as const, site: 1 };
    const devices = [
      { ...camera, history: history('online'), unitId: id('v1g1') },
      { ...camera, history: history('offline'), unitId: id('v1g2') },
    ].flatMap(deviceOf);
    const gift = { entries: 1, inKind: 0, dong: 500_000, totalDong: 2_000_000 };
    const gifts = [id('v1'), id('v2g1')].map((unitId) => ({ ...gift, unitId }));
    const rows = { units: UNITS, devices, incidents: [], gifts, repairs: [] };
    const text = { vi: 'x', en: 'x' };
    const template = {
      key: 't',
      title: text,
      criteria: [
        { key: 'cameras', text, figure: 'devices', kinds: ['camera'], atLeast: 3 },
        { key: 'covered', text, figure: 'coverage', kinds: ['camera'], of: 'group', atLeast: 0.25 },
        { key: 'up', text, figure: 'uptime' },
        { key: 'lights', text, figure: 'working', kinds: ['solar_light'], atLeast: 1 },
        { key: 'paid', text, figure: 'funded' },
        { key: 'given', text, figure: 'given', atLeast: 5_000_000 },
      ],
    } as const;
    expect(evidenceOf(template, monthlyReport(rows, COMMUNE.id, TIME), rows)).toEqual([
      { key: 'cameras', value: 2, part: null, atLeast: 3, isReached: false },
      { key: 'covered', value: 0.25, part: { some: 1, all: 4 }, atLeast: 0.25, isReached: true },
      { key: 'up', value: 0.75, part: null, atLeast: null, isReached: null },
      { key: 'lights', value: null, part: { some: 0, all: 0 }, atLeast: 1, isReached: null },
      { key: 'paid', value: 0, part: { some: 0, all: 2 }, atLeast: null, isReached: null },
      { key: 'given', value: 4_000_000, part: null, atLeast: 5_000_000, isReached: false },
    ]);
  });
});
