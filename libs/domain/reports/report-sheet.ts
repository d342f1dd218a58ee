import { BLAMES } from '../blame.ts';
import type { EpochMs } from '../time.ts';
import type { Language } from '../unit.ts';
import { Cells } from './cells.ts';
import type { IncidentCount, Times } from './incident-flow.ts';
import { downMs, type Fared, type MonthlyReport, upShare } from './monthly-report.ts';
import { type Block, type Cell, end, type Sheet, start } from './sheet.ts';

/** How a report is to be said. */
export interface Saying {
  readonly language: Language;
  /** Names of the units above, from the nearest up. */
  readonly place: string;
  readonly madeAt: EpochMs;
}

const MOST_TAKERS = 6;
const MOST_PAYERS = 6;

/** The monthly sheet: what worked, what failed and why, who went, the worst places. */
export function reportSheet(report: MonthlyReport, { language, place, madeAt }: Saying): Sheet {
  const cells = new Cells(language);
  const { words } = cells;
  const { time, unit } = report;
  const [year, month] = time.month.split('-').map(Number);
  const blocks =
    report.devices === 0
      ? [{ kind: 'text' as const, title: words.block.kinds, lines: [words.noDevices] }]
      : [
          kindsBlock(report, cells),
          whyBlock(report, cells),
          incidentsBlock(report, cells),
          handlingBlock(report, cells),
          ...partsBlock(report, cells),
          worstBlock(report, cells),
          moneyBlock(report, cells),
        ];
  return {
    title: words.title(month ?? NaN, year ?? NaN),
    unitName: cells.name(unit.name),
    place: cells.name(place),
    notice: time.isOver ? null : words.notOver(cells.moment(time.period.until, time.timeZone)),
    lead: leadOf(report, cells),
    blocks,
    footer: [
      ...(report.devices === 0 ? [] : [sumLine(report, cells)]),
      words.made(cells.moment(madeAt, time.timeZone)),
    ],
  };
}

function leadOf(report: MonthlyReport, cells: Cells): Sheet['lead'] {
  if (report.devices === 0) return null;
  const { words } = cells;
  const share = upShare(report.sums);
  const kinds = report.kinds.map(({ kind, devices }) => words.count[kind](cells.number(devices))).join(', ');
  return {
    value: cells.share(share),
    label: share === null ? words.noFigures : words.worked,
    detail: `${words.devicesTotal(cells.number(report.devices))}: ${kinds}`,
  };
}

function sumLine({ devices, sums, time }: MonthlyReport, cells: Cells): string {
  return cells.words.footer({
    devices: cells.words.devicesTotal(cells.number(devices)),
    whole: cells.hours(devices * (time.period.until - time.period.from)),
    up: cells.hours(sums.upMs),
    down: cells.hours(downMs(sums)),
    rest: cells.hours(sums.unknownMs + sums.decommissionedMs),
  });
}

const faredCells = (fared: Fared, cells: Cells): Cell[] => [
  cells.count(fared.devices),
  cells.ratio(upShare(fared.sums)),
  cells.length(downMs(fared.sums)),
];

function kindsBlock(report: MonthlyReport, cells: Cells): Block {
  const { column, block, kinds, total, allTogether, unknown, unwatched } = cells.words;
  const row = (name: string, fared: Fared): Cell[] => [
    cells.text(name),
    ...faredCells(fared, cells),
    cells.count(fared.working),
  ];
  const { unknownMs, unwatchedMs } = report.sums;
  return {
    kind: 'table',
    title: block.kinds,
    columns: [
      start(column.kind, 3),
      end(column.devices, 2),
      end(column.worked, 2),
      end(column.down, 3),
      end(column.working, 2),
    ],
    rows: report.kinds.map((fared) => row(kinds[fared.kind], fared)),
    total: report.kinds.length > 1 ? row(total, report) : null,
    empty: '',
    notes: [
      ...(report.devices > 1 && downMs(report.sums) > 0 ? [allTogether] : []),
      ...(unknownMs > 0 ? [unknown(cells.duration(unknownMs))] : []),
      ...(unwatchedMs > 0 ? [unwatched(cells.duration(unwatchedMs))] : []),
    ],
  };
}

function whyBlock({ sums }: MonthlyReport, cells: Cells): Block {
  const { column, block, blames, total, nothingDown } = cells.words;
  const all = downMs(sums);
  return {
    kind: 'table',
    title: block.why,
    isHalf: true,
    columns: [start(column.why, 6), end(column.time, 5), end(column.share, 3)],
    rows: BLAMES.filter((blame) => sums.downMs[blame] > 0)
      .sort((a, b) => sums.downMs[b] - sums.downMs[a])
      .map((blame) => [
        cells.text(blames[blame]),
        cells.length(sums.downMs[blame]),
        cells.ratio(sums.downMs[blame] / all),
      ]),
    total: all === 0 ? null : [cells.text(total), cells.length(all), cells.ratio(1)],
    empty: nothingDown,
    notes: [],
  };
}

function incidentsBlock({ incidents }: MonthlyReport, cells: Cells): Block {
  const { column, block, total, noIncidents, flow, explained } = cells.words;
  const { carriedIn, opened, closed, openAtEnd, counts } = incidents;
  const number = (value: number): string => cells.number(value);
  return {
    kind: 'table',
    title: block.incidents,
    isHalf: true,
    columns: [start(column.incident, 6), end(column.times, 2), end(column.left, 2)],
    rows: counts.map((count) => [
      cells.text(incidentName(count, cells)),
      cells.count(count.opened),
      cells.count(count.openAtEnd),
    ]),
    total: counts.length > 1 ? [cells.text(total), cells.count(opened), cells.count(openAtEnd)] : null,
    empty: noIncidents,
    notes: [
      ...(carriedIn + opened === 0
        ? []
        : [
            flow({
              carriedIn: number(carriedIn),
              opened: number(opened),
              closed: number(closed),
              openAtEnd: number(openAtEnd),
            }),
          ]),
      ...(incidents.explained > 0 ? [explained(number(incidents.explained))] : []),
    ],
  };
}

function incidentName({ cause, faultCode, kind }: IncidentCount, { words }: Cells): string {
  if (cause !== 'device') return words.causes[cause];
  const trouble = words.troubles[faultCode ?? 'offline'];
  return kind === null ? trouble : words.trouble(words.kinds[kind], trouble);
}

function handlingBlock({ incidents }: MonthlyReport, cells: Cells): Block {
  const { words } = cells;
  const named = incidents.takers.slice(0, MOST_TAKERS);
  const more = incidents.takers.length - named.length;
  const takers = named.map(({ name, count }) => words.taker(cells.name(name), cells.number(count)));
  return {
    kind: 'facts',
    title: words.block.handling,
    isHalf: true,
    facts: [
      { label: words.taking, value: timesText(incidents.taking, cells) },
      { label: words.repair, value: timesText(incidents.repair, cells) },
      {
        label: words.takers,
        value:
          takers.length === 0
            ? words.nobody
            : takers.join(', ') + (more > 0 ? ` ${words.others(cells.number(more))}` : ''),
      },
      { label: words.untaken, value: words.timesOf(cells.number(incidents.untaken)) },
    ],
  };
}

function timesText({ medianMs, worstMs }: Times, cells: Cells): string {
  if (medianMs === null || worstMs === null) return cells.words.never;
  return cells.words.usually(cells.duration(medianMs), cells.duration(worstMs));
}

function worstBlock({ worstSites }: MonthlyReport, cells: Cells): Block {
  const { column, block, blames, noWorst } = cells.words;
  return {
    kind: 'table',
    title: block.worst,
    columns: [start(column.landmark, 6), end(column.times, 2), end(column.down, 4), start(column.mostly, 4)],
    rows: worstSites.map((site) => [
      cells.text(site.landmark === null ? site.siteCode : `${site.landmark}, ${site.siteCode}`),
      cells.count(site.outages),
      cells.length(site.downMs),
      cells.text(blames[site.mostly]),
    ]),
    total: null,
    empty: noWorst,
    notes: [],
  };
}

/** More than these stand over the whole width, with one figure more. */
const MOST_HALF_PARTS = 12;

function partsBlock(report: MonthlyReport, cells: Cells): Block[] {
  const { column, partsOf, ownPart, total } = cells.words;
  const first = report.parts.find(({ unit }) => unit.id !== report.unit.id);
  if (first === undefined) return [];
  const isHalf = report.parts.length <= MOST_HALF_PARTS;
  const row = (name: string, fared: Fared): Cell[] => [
    cells.text(name),
    ...faredCells(fared, cells),
    ...(isHalf ? [] : [cells.length(fared.sums.downMs.device)]),
  ];
  const figures = isHalf ? [] : [end(column.ownFault, 3)];
  return [
    {
      kind: 'table',
      title: partsOf[first.unit.kind],
      isHalf,
      columns: [
        start(column.unit, 5.7),
        end(column.number, 1.3),
        end(column.worked, 3.4),
        end(column.down, isHalf ? 5 : 3),
        ...figures,
      ],
      rows: report.parts.map((part) =>
        row(part.unit.id === report.unit.id ? ownPart(part.unit.name) : part.unit.name, part),
      ),
      total: isHalf ? null : row(total, report),
      empty: '',
      notes: [],
    },
  ];
}

function moneyBlock({ payers, gifts, repairs }: MonthlyReport, cells: Cells): Block {
  const { words } = cells;
  const { block, payer: label, payerUnknown, noPayers, payers: listed } = words;
  const { entries, inKind, dong, totalDong } = gifts;
  const given = words.gifts(cells.number(entries), cells.dong(dong), inKind === 0 ? null : cells.number(inKind));
  const isWritten = payers.some(({ payer }) => payer !== null);
  const named = payers
    .slice(0, MOST_PAYERS)
    .map(({ payer, devices }) => listed(payer === null ? payerUnknown : cells.name(payer), cells.number(devices)));
  const more = payers.length > named.length ? ['…'] : [];
  return {
    kind: 'facts',
    title: block.money,
    facts: [
      { label, value: isWritten ? [...named, ...more].join(', ') : noPayers },
      {
        label: words.given,
        value: entries === 0 && totalDong === 0 ? words.noGifts : `${given}; ${words.soFar(cells.dong(totalDong))}`,
      },
      {
        label: words.spending,
        value:
          repairs.entries === 0 && repairs.totalDong === 0
            ? words.noSpending
            : `${words.repairs(cells.number(repairs.entries), cells.dong(repairs.dong))}; ${words.soFar(cells.dong(repairs.totalDong))}`,
      },
    ],
  };
}
