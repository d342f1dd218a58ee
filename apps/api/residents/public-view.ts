import type {
  PublicFunding,
  PublicSiteReport as ReportView,
  PublicSiteView,
  PublicThing,
  PublicVillageView,
} from '#libs/contracts';
import type { PublicDevice, PublicSite, PublicSiteReport, VillagePage } from '#libs/database';
import { type DeviceKind, kindOfSubject, publicState, subjectsFor } from '#libs/domain';
import { iso, isoOrNull } from '../http/page.ts';

/** What strangers may read of a place. The only way out of what the store knows. */
export function siteView(site: PublicSite, villageUrl: string | null): PublicSiteView {
  const { code, name, landmark, unitName, devices, gifts, repairs, reports } = site;
  const kinds = devices.map((device) => device.kind);
  return {
    ...{ code, name, landmark, unitName, villageUrl },
    things: devices.map(thing),
    funding: funding(gifts),
    repairs: repairs.map(({ what, doneOn, costDong, doneBy, paidBy }) => ({ what, doneOn, costDong, doneBy, paidBy })),
    reports: reports.filter((report) => !isAboutHidden(report, devices)).map(reportView),
    choices: [...subjectsFor(kinds)],
  };
}

function thing(device: PublicDevice): PublicThing {
  const state = publicState(device);
  const { kind } = device;
  if (state === 'hidden') return { kind, state, since: null, doing: null, cause: null };
  const incident = state === 'silent' || state === 'unsteady' ? device.incident : null;
  return {
    kind,
    state,
    since: state === 'maintenance' || state === 'unknown' ? null : iso(device.since),
    doing: incident && (incident.taken ? 'somebody_goes' : 'known'),
    cause: incident && incident.cause !== 'device' ? incident.cause : null,
  };
}

/** Also of a device that is no longer here, when nothing says that it may be seen. */
function isAboutHidden(report: PublicSiteReport, devices: readonly PublicDevice[]): boolean {
  if (kindOfSubject(report.subject) !== 'camera') return false;
  const device = devices.find(({ deviceNo }) => deviceNo === report.deviceNo);
  return device === undefined || publicState(device) === 'hidden';
}

/** What the sender of a report reads of it: of something hidden, no more than that it went on. */
export function ownReport(report: PublicSiteReport, devices: readonly PublicDevice[]): ReportView {
  const view = reportView(report);
  if (!isAboutHidden(report, devices)) return view;
  return { ...view, state: 'open', outcome: 'passed_on', closedAt: null, closedBecause: null };
}

/** A word about the place says nothing of the devices there. */
const reportView = ({ subject, outcome, createdAt, closedAt, closedBecause }: PublicSiteReport): ReportView => ({
  what: subject,
  at: iso(createdAt),
  state: closedAt === null ? 'open' : 'closed',
  outcome: kindOfSubject(subject) === null ? 'passed_on' : outcome,
  closedAt: isoOrNull(closedAt),
  closedBecause,
});

const funding = ({ named, unnamed, count, totalDong }: PublicSite['gifts']): PublicFunding => ({
  named: [...named],
  unnamed,
  count,
  totalDong,
});

export function villageView({ unitName, kinds, repaired, gifts, links }: VillagePage): PublicVillageView {
  const isShown = (kind: DeviceKind) => kinds.some((counted) => counted.kind === kind && counted.shown);
  return {
    unitName,
    kinds: kinds.map(({ kind, total, working, shown }) => ({ kind, total, working: shown ? working : null })),
    repaired: Object.entries(repaired).reduce(
      (sum, [kind, count]) => sum + (isShown(kind as DeviceKind) ? count : 0),
      0,
    ),
    funding: funding(gifts),
    links: [...links],
  };
}
