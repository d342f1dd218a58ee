import {
  type DeviceKind,
  type DeviceNo,
  type EpochMs,
  type MaintenanceWindow,
  occurrences,
  onMains,
  type PowerSource,
  type SiteId,
  type Span,
  type UnitId,
} from '#libs/domain';
import type { Sql } from '../sql.ts';
import { toWindow, WINDOW_COLUMNS, type WindowColumns } from './window-columns.ts';

interface Place {
  readonly unitId: UnitId;
  readonly siteId: SiteId;
}

interface Row extends WindowColumns {
  readonly siteId: SiteId | null;
  readonly deviceNo: DeviceNo | null;
  /** The unit and all below it. */
  readonly unitIds: readonly UnitId[] | null;
}

interface PastWindow {
  readonly window: MaintenanceWindow;
  readonly siteId: SiteId | null;
  readonly deviceNo: DeviceNo | null;
  readonly unitIds: ReadonlySet<UnitId>;
  readonly spans: readonly Span[];
}

/** What was planned in a period, for availability: planned down time is nobody's fault. */
export class PastWindows {
  private constructor(private readonly windows: readonly PastWindow[]) {}

  static async read(sql: Sql, period: Span): Promise<PastWindows> {
    const rows = await sql.query<Row>(
      `SELECT ${WINDOW_COLUMNS}, w.site_id AS "siteId", w.device_no AS "deviceNo",
         (SELECT array_agg(c.descendant_id) FROM unit_closure c WHERE c.ancestor_id = w.unit_id) AS "unitIds"
       FROM maintenance_window w WHERE w.created_at < $2 AND (w.ended_at IS NULL OR w.ended_at > $1)
         AND (w.from_at IS NULL OR w.from_at < $2) AND (w.until_at IS NULL OR w.until_at > $1::timestamptz - interval '1 hour')`,
      [new Date(period.from), new Date(period.until)],
    );
    return new PastWindows(
      rows.map((row) => {
        const window = toWindow(row);
        const { siteId, deviceNo, unitIds } = row;
        return { window, siteId, deviceNo, unitIds: new Set(unitIds ?? []), spans: occurrences(window, period) };
      }),
    );
  }

  /** `changes` say where the device was when each of them happened, in order; after a move other windows count. */
  of(
    device: Place & { readonly deviceNo: DeviceNo; readonly kind: DeviceKind; readonly powerSource: PowerSource },
    changes: readonly (Place & { readonly at: EpochMs })[],
    period: Span,
  ): Span[] {
    if (this.windows.length === 0) return [];
    const places = changes.length > 0 ? changes : [{ ...device, at: period.from }];
    return places.flatMap((place, index) => {
      const until = places[index + 1]?.at ?? period.until;
      const own = this.windows.filter((window) => counts(window, place, device));
      return own.flatMap(({ spans }) =>
        spans.map((span) => ({ from: Math.max(span.from, place.at), until: Math.min(span.until, until) })),
      );
    });
  }
}

function counts(
  { window, siteId, deviceNo, unitIds }: PastWindow,
  place: Place,
  device: { readonly deviceNo: DeviceNo; readonly kind: DeviceKind; readonly powerSource: PowerSource },
): boolean {
  if (window.kind === 'power_outage' && !onMains(device)) return false;
  return deviceNo === device.deviceNo || siteId === place.siteId || unitIds.has(place.unitId);
}
