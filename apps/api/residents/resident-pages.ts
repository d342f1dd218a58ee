import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { NewPublicReport, PublicSiteReport, PublicSiteView, PublicVillageView } from '#libs/contracts';
import { PublicSites, type PublicSite, VillagePages } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { ApiError } from '../http/api-error.ts';
import { PublicAddresses } from './public-address.ts';
import { ownReport, siteView, villageView } from './public-view.ts';
import { ReportThrottle } from './report-throttle.ts';

const TOKEN = /^[\w-]{22}$/;

export interface ShownSite {
  readonly view: PublicSiteView;
  readonly timeZone: string;
  /** The report that was asked for by its id. */
  readonly own: PublicSiteReport | null;
}

/** What strangers see and say, for pages and for programs alike. */
@Injectable()
export class ResidentPages {
  constructor(
    private readonly sites: PublicSites,
    private readonly villages: VillagePages,
    private readonly addresses: PublicAddresses,
    private readonly throttle: ReportThrottle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async site(token: string, request: Request, reportId?: string): Promise<ShownSite> {
    const site = await this.sites.view(checked(token, 'sticker_not_found'), this.clock.now());
    const { villageToken, timeZone } = site;
    const villageUrl = villageToken === null ? null : this.addresses.of(`/v/${villageToken}`, request).url;
    return { view: siteView(site, villageUrl), timeZone, own: ownOf(site, reportId) };
  }

  /** Gives the report's id. */
  async report(token: string, { what, note }: NewPublicReport, address: string): Promise<string> {
    const known = checked(token, 'sticker_not_found');
    const now = this.clock.now();
    const minutes = this.throttle.take(await this.sites.find(known), address, now);
    if (minutes > 0) throw new ApiError('reported_too_fast', { minutes, retryAfterSeconds: minutes * 60 });
    return this.sites.report(known, { subject: what, note: note ?? null }, now);
  }

  async village(token: string): Promise<PublicVillageView> {
    return villageView(await this.villages.view(checked(token, 'village_page_not_found'), this.clock.now()));
  }
}

function ownOf({ reports, devices }: PublicSite, id: string | undefined): PublicSiteReport | null {
  const report = reports.find((one) => one.id === id);
  return report === undefined ? null : ownReport(report, devices);
}

function checked(token: string, refusal: 'sticker_not_found' | 'village_page_not_found'): string {
  if (!TOKEN.test(token)) throw new ApiError(refusal);
  return token;
}
