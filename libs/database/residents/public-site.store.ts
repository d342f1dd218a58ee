import { Injectable } from '@nestjs/common';
import {
  DAY,
  type DeviceNo,
  type EpochMs,
  publicState,
  type ReportOutcome,
  type ReportSubject,
  type SiteId,
  type UnitId,
} from '#libs/domain';
import { Refusal } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { type PublicGifts, readPublicGifts } from './public-gifts.ts';
import { type PublicRepairRow, readPublicRepairs } from './public-repairs.ts';
import { hashOfToken } from './public-token.ts';
import { fileReport, type NewReport } from './file-report.ts';
import { type PublicDevice, readDevices } from './public-device.ts';

export interface PublicSiteReport {
  readonly id: string;
  readonly subject: ReportSubject;
  readonly outcome: ReportOutcome;
  readonly deviceNo: DeviceNo | null;
  readonly createdAt: EpochMs;
  readonly closedAt: EpochMs | null;
  readonly closedBecause: 'device_works' | 'person' | null;
}

export interface PublicSite {
  readonly siteId: SiteId;
  readonly code: string;
  readonly name: string | null;
  readonly landmark: string | null;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly timeZone: string;
  /** Of the page of the nearest unit that opened one. */
  readonly villageToken: string | null;
  readonly devices: readonly PublicDevice[];
  readonly gifts: PublicGifts;
  readonly repairs: readonly PublicRepairRow[];
  /** Of the last week, newest first. */
  readonly reports: readonly PublicSiteReport[];
}

type Place = Omit<PublicSite, 'devices' | 'gifts' | 'repairs' | 'reports'>;

const SHOWN_REPORTS = { days: 7, most: 20 } as const;

/** What somebody at the pole sees and says. Takes no scope: the token is the right. */
@Injectable()
export class PublicSites {
  constructor(private readonly database: Database) {}

  async view(token: string, now: EpochMs): Promise<PublicSite> {
    const place = await findPlace(this.database, token);
    // Asked one after the other whatever they find: how long it takes says nothing about how the devices are.
    const devices = await readDevices(this.database, place.siteId, now);
    const gifts = await readPublicGifts(this.database, [place.siteId]);
    const repairs = await readPublicRepairs(this.database, place.siteId);
    const reports = await this.database.query<PublicSiteReport>(
      `SELECT r.id, r.subject, r.outcome, r.device_no AS "deviceNo", ${epoch('r.created_at')} AS "createdAt",
         ${epoch('r.closed_at')} AS "closedAt", r.closed_because AS "closedBecause"
       FROM public_report r WHERE r.site_id = $1 AND r.created_at > $2 ORDER BY r.created_at DESC, r.id DESC LIMIT $3`,
      [place.siteId, new Date(now - SHOWN_REPORTS.days * DAY), SHOWN_REPORTS.most],
    );
    return { ...place, devices, gifts, repairs, reports };
  }

  /** The place of a token, to count who reports before anything is written. */
  async find(token: string): Promise<SiteId> {
    return (await findPlace(this.database, token)).siteId;
  }

  /** Gives the report's id. */
  async report(token: string, report: NewReport, now: EpochMs): Promise<string> {
    return this.database.transaction(async (tx) => {
      const place = await findPlace(tx, token);
      // One report of a place at a time: what is counted stays true.
      await tx.query('SELECT 1 FROM site WHERE id = $1 FOR NO KEY UPDATE', [place.siteId]);
      const devices = await readDevices(tx, place.siteId, now);
      return fileReport(tx, { place, devices, stateOf: publicFactsState }, report, now);
    });
  }
}

/** As the responsible know it: what is kept of a report is not for strangers. */
const publicFactsState = (device: PublicDevice) => publicState({ ...device, camerasShown: true });

async function findPlace(sql: Sql, token: string): Promise<Place> {
  const [place] = await sql.query<Place>(
    `SELECT s.id AS "siteId", s.code, s.name, s.landmark, s.unit_id AS "unitId", u.name AS "unitName",
       u.time_zone AS "timeZone", (SELECT v.token FROM unit_closure c JOIN village_page v ON v.unit_id = c.ancestor_id
         WHERE c.descendant_id = s.unit_id AND v.is_open ORDER BY c.depth LIMIT 1) AS "villageToken"
     FROM site s JOIN unit u ON u.id = s.unit_id WHERE s.public_token = $1`,
    [token],
  );
  if (place) return place;
  const [printed] = await sql.query<{ code: string; unitName: string; endedBecause: 'replaced' | 'void' | null }>(
    `SELECT p.code, u.name AS "unitName", p.ended_because AS "endedBecause"
     FROM printed_sticker p JOIN sticker_roll r ON r.id = p.roll_id JOIN unit u ON u.id = r.unit_id WHERE p.token = $1`,
    [token],
  );
  if (printed?.endedBecause === 'void') throw new Refusal('sticker_void');
  if (printed?.endedBecause === null)
    throw new Refusal('sticker_free', { code: printed.code, unitName: printed.unitName });
  const [replaced] = await sql.query('SELECT 1 FROM replaced_sticker WHERE token_hash = $1', [hashOfToken(token)]);
  throw new Refusal(replaced ? 'sticker_replaced' : 'sticker_not_found');
}
