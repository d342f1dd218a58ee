import { type Cause, type DeviceKind, type PublicState, REPORT_SUBJECTS, type ReportOutcome } from '#libs/domain';
import type { ReportSubject } from '#libs/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { DAY } from './local-time.ts';
import { PageQuery } from './page.dto.ts';
import { Line, Paragraph } from './text.ts';

/** The label of a pole. */
export class Sticker {
  siteId: string;
  code: string;
  name: string | null;
  landmark: string | null;
  unitId: string;
  unitName: string;
  /** What the code leads to. */
  url: string;
  /** False: nobody set `PUBLIC_URL`, so the address is only the one this call came by. Do not print it. */
  isLasting: boolean;
  /** The code as an SVG document. */
  svg: string;
  /** When the label before was replaced. */
  replacedAt: string | null;
}

export const MOST_DONG = 1_000_000_000_000;

export class ContributionFields {
  /** In whole đồng. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DONG)
  amountDong?: number | null;

  /** What was given instead of, or beside, money: "20 bao xi măng", "3 ngày công". */
  @IsOptional()
  @Line(300)
  inKind?: string | null;

  /** What came of it: "1 đèn 60 W và cột". */
  @IsOptional()
  @Line(300)
  bought?: string | null;

  /** What that cost, in whole đồng. Nothing: all of the money, when `bought` says what it bought; else none of it yet. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DONG)
  spentDong?: number | null;

  /** The donor agreed to be named to everybody. */
  @IsOptional()
  @IsBoolean()
  isPublic?: boolean;
}

/** Needs `amountDong`, `inKind` or both. */
export class NewContribution extends ContributionFields {
  @Line(200)
  donor: string;

  @IsISO8601({ strict: true })
  @Matches(DAY)
  givenOn: string;
}

export class ContributionChanges extends ContributionFields {
  @IsOptional()
  @Line(200)
  donor?: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  givenOn?: string;
}

export class Contribution {
  id: string;
  siteId: string;
  donor: string;
  amountDong: number | null;
  inKind: string | null;
  bought: string | null;
  spentDong: number | null;
  givenOn: string;
  isPublic: boolean;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** Of a unit and everything below it. */
export class ContributionSums {
  unitId: string;
  contributions: number;
  sites: number;
  /** Those with a gift in kind. */
  inKind: number;
  totalDong: number;
  /** What gifts have bought. */
  spentDong: number;
  repairs: number;
  /** What all repairs cost, whoever paid. */
  repairsDong: number;
  /** Of that, paid with gifts. */
  repairsFromGiftsDong: number;
  /** Left of the gifts: given, less what they bought and what was mended with them. Below 0: more was spent. */
  balanceDong: number;
}

export class NewPublicReport {
  @IsIn(REPORT_SUBJECTS)
  what: ReportSubject;

  @IsOptional()
  @Paragraph(500)
  note?: string | null;
}

export class PublicReportsQuery extends PageQuery {
  /** Reports this unit and everything below it look after. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsUUID()
  siteId?: string;

  @IsOptional()
  @IsIn(['open', 'closed'])
  state?: 'open' | 'closed';
}

export class PublicReportClosing {
  /** For the others of the unit; residents do not see it. */
  @IsOptional()
  @Paragraph(500)
  note?: string | null;
}

/** What a resident said at a pole. */
export class PublicReport {
  id: string;
  siteId: string;
  siteCode: string;
  siteName: string | null;
  landmark: string | null;
  unitId: string;
  unitName: string;
  /** Null: about the place. */
  deviceId: string | null;
  deviceName: string | null;
  /** The incident it belongs to. */
  incidentId: string | null;
  what: ReportSubject;
  note: string | null;
  outcome: ReportOutcome;
  state: 'open' | 'closed';
  createdAt: string;
  closedAt: string | null;
  closedBecause: 'device_works' | 'person' | null;
  closedBy: string | null;
  closingNote: string | null;
}

export class VillageLinkField {
  @Line(80)
  title: string;

  @IsUrl({ protocols: ['https'], require_protocol: true, disallow_auth: true })
  @MaxLength(500)
  url: string;
}

export class VillagePageRequest {
  @IsBoolean()
  isOpen: boolean;

  @IsArray()
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  @Type(() => VillageLinkField)
  links: VillageLinkField[];
}

export class VillagePageView {
  unitId: string;
  isOpen: boolean;
  /** Null until it was opened for the first time. */
  url: string | null;
  isLasting: boolean;
  /** The address as a QR code, an SVG document. */
  svg: string | null;
  links: VillageLinkField[];
  version: number;
}

/** A device as strangers may see it. Of a hidden one everything else is null whatever it does. */
export class PublicThing {
  kind: DeviceKind;
  state: PublicState;
  /** Since when it is so. */
  since: string | null;
  /** What is being done; never who. */
  doing: 'known' | 'somebody_goes' | null;
  /** What explains its trouble. */
  cause: Cause | null;
}

export class PublicGift {
  donor: string;
  amountDong: number | null;
  inKind: string | null;
  bought: string | null;
  givenOn: string;
}

export class PublicFunding {
  /** Donors who agreed to be named, newest first. */
  named: PublicGift[];
  /** All the others together. */
  unnamed: { count: number; totalDong: number };
  count: number;
  totalDong: number;
}

/** What was mended here; who did and paid it only where they agreed. */
export class PublicRepair {
  what: string;
  doneOn: string;
  costDong: number | null;
  doneBy: string | null;
  paidBy: string | null;
}

export class PublicSiteReport {
  what: ReportSubject;
  at: string;
  state: 'open' | 'closed';
  outcome: ReportOutcome;
  closedAt: string | null;
  /** `device_works`: the device itself says so. */
  closedBecause: 'device_works' | 'person' | null;
}

export class PublicSiteView {
  code: string;
  name: string | null;
  landmark: string | null;
  unitName: string;
  things: PublicThing[];
  funding: PublicFunding;
  /** The last ten, newest first; none of a camera whose state is hidden. */
  repairs: PublicRepair[];
  /** Of the last week, newest first; none about what is hidden. */
  reports: PublicSiteReport[];
  /** What can be reported here. */
  choices: ReportSubject[];
  villageUrl: string | null;
}

/** A report of one's own, just sent or looked up again. */
export class SentReport extends PublicSiteReport {
  id: string;
  /** In a sentence. */
  message: string;
}

export class PublicVillageKind {
  kind: DeviceKind;
  total: number;
  /** Null: not shown here. */
  working: number | null;
}

export class PublicVillageView {
  unitName: string;
  kinds: PublicVillageKind[];
  /** Troubles mended in a year, of what is shown. */
  repaired: number;
  funding: PublicFunding;
  links: VillageLinkField[];
}
