import type { Blame } from '../blame.ts';
import type { DeviceKind } from '../device.ts';
import type { Cause, DeviceTrouble } from '../incident.ts';
import type { UnitKind } from '../unit.ts';
import type { LocalMoment } from '../text/local-time.ts';

/** What reports say, as a village head would say it at the meeting. */
export interface ReportWords {
  readonly locale: string;
  readonly title: (month: number, year: number) => string;
  readonly notOver: (moment: string) => string;
  readonly worked: string;
  readonly noFigures: string;
  readonly noDevices: string;
  readonly kinds: Readonly<Record<DeviceKind, string>>;
  readonly count: Readonly<Record<DeviceKind, (n: string) => string>>;
  readonly devicesTotal: (n: string) => string;
  readonly blames: Readonly<Record<Blame, string>>;
  readonly causes: Readonly<Record<Exclude<Cause, 'device'>, string>>;
  readonly troubles: Readonly<Record<DeviceTrouble, string>>;
  readonly trouble: (kind: string, trouble: string) => string;
  readonly partsOf: Readonly<Record<UnitKind, string>>;
  readonly ownPart: (unit: string) => string;
  readonly total: string;
  readonly column: Readonly<
    Record<
      | 'kind'
      | 'devices'
      | 'worked'
      | 'down'
      | 'working'
      | 'why'
      | 'time'
      | 'share'
      | 'incident'
      | 'times'
      | 'left'
      | 'site'
      | 'landmark'
      | 'mostly'
      | 'unit'
      | 'ownFault'
      | 'number'
      | 'code'
      | 'name'
      | 'up'
      | 'unwatched'
      | 'unknown'
      | 'retired',
      string
    >
  >;
  readonly block: Readonly<Record<'kinds' | 'why' | 'incidents' | 'handling' | 'worst' | 'money' | 'devices', string>>;
  readonly nothingDown: string;
  readonly noIncidents: string;
  readonly noWorst: string;
  readonly noPayers: string;
  readonly payer: string;
  readonly payers: (payer: string, n: string) => string;
  readonly payerUnknown: string;
  readonly given: string;
  readonly soFar: (money: string) => string;
  /** `inKind`: entries that are gifts in kind; null: none. */
  readonly gifts: (entries: string, money: string, inKind: string | null) => string;
  readonly noGifts: string;
  readonly dong: (n: string) => string;
  readonly spending: string;
  readonly repairs: (entries: string, money: string) => string;
  readonly noSpending: string;
  readonly flow: (flow: { carriedIn: string; opened: string; closed: string; openAtEnd: string }) => string;
  readonly explained: (n: string) => string;
  readonly allTogether: string;
  readonly unknown: (length: string) => string;
  readonly unwatched: (length: string) => string;
  readonly taking: string;
  readonly repair: string;
  readonly takers: string;
  readonly untaken: string;
  readonly nobody: string;
  readonly never: string;
  readonly usually: (median: string, worst: string) => string;
  readonly timesOf: (n: string) => string;
  readonly taker: (name: string, n: string) => string;
  readonly others: (n: string) => string;
  readonly moment: (moment: LocalMoment, year: number) => string;
  readonly duration: (parts: { days: number; hours: number; minutes: number }) => string;
  readonly noTime: string;
  readonly shortTime: string;
  readonly footer: (what: { devices: string; whole: string; up: string; down: string; rest: string }) => string;
  readonly made: (moment: string) => string;
  readonly evidence: {
    readonly criterion: string;
    readonly figure: string;
    readonly wanted: string;
    readonly reached: string;
    readonly yes: string;
    readonly no: string;
    readonly list: string;
    readonly atMonth: (month: number, year: number) => string;
    readonly of: (some: string, all: string, what: string) => string;
    readonly unitsOf: Readonly<Record<UnitKind, string>>;
    readonly devices: string;
    readonly none: string;
    readonly howMade: string;
  };
}
