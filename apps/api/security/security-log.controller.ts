import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Page, SecurityEntry, SecurityQuery } from '#libs/contracts';
import { type Manager, type SecurityEventRow, SecurityLogStore } from '#libs/database';
import { SECURITY_EVENTS, unitsWithRight } from '#libs/domain';
import { Held, Needs } from '../auth/rights.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, momentOf, pageOf, pageRequest } from '../http/page.ts';

const entryView = (row: SecurityEventRow): SecurityEntry => ({
  ...row,
  door: SECURITY_EVENTS[row.event],
  firstAt: iso(row.firstAt),
  lastAt: iso(row.lastAt),
});

/** Who tried what at the doors. */
@ApiTags('audit')
@Controller('api/v1/security-log')
export class SecurityLogController {
  constructor(private readonly log: SecurityLogStore) {}

  /** Who was refused where, newest first. */
  @Needs('security.read')
  @ListOf(SecurityEntry)
  @Get()
  async list(@Held() { scope, grants }: Manager, @Query() query: SecurityQuery): Promise<Page<SecurityEntry>> {
    const { unitId, deviceId, event } = query;
    const filter = { ...pageRequest(query), unitId, deviceId, event, since: momentOf('since', query.since) };
    return pageOf(await this.log.list(scope, unitsWithRight(grants, 'security.read_all'), filter), entryView);
  }
}
