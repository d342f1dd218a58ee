import type { DrillAckView, DrillTargetView, DrillView, UnreachableTarget } from '#libs/contracts';
import type { DrillLinkView, DrillRow, DrillTargetRow, UnreachableRow } from '#libs/database';
import { iso, isoOrNull } from '../http/page.ts';

const targetView = (row: DrillTargetRow): DrillTargetView => ({
  ...row,
  acceptedAt: isoOrNull(row.acceptedAt),
  acknowledgedAt: isoOrNull(row.acknowledgedAt),
});

export const drillView = (row: DrillRow): DrillView => ({
  ...row,
  createdAt: iso(row.createdAt),
  waitsUntil: isoOrNull(row.waitsUntil),
  toldAt: isoOrNull(row.toldAt),
  acknowledgedAt: isoOrNull(row.acknowledgedAt),
  secondsToAcknowledge:
    row.toldAt === null || row.acknowledgedAt === null
      ? null
      : Math.max(0, Math.round((row.acknowledgedAt - row.toldAt) / 1000)),
  targets: row.targets.map(targetView),
});

export const unreachableView = (row: UnreachableRow): UnreachableTarget => ({ ...row, since: iso(row.since) });

export const drillAckView = (row: DrillLinkView): DrillAckView => ({
  unitName: row.unitName,
  toldAt: iso(row.toldAt),
  acknowledgedAt: isoOrNull(row.acknowledgedAt),
  acknowledgedBy: row.acknowledgedBy,
  expiresAt: iso(row.expiresAt),
});
