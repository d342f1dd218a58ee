import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuditEntry, AuditQuery, type Page } from '#libs/contracts';
import { AuditStore, type Manager } from '#libs/database';
import { Held, Needs } from '../auth/rights.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, pageOf, pageRequest } from '../http/page.ts';

/** Who did what. */
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditStore) {}

  /** Who did what, newest first. */
  @Needs('audit.read')
  @ListOf(AuditEntry)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: AuditQuery): Promise<Page<AuditEntry>> {
    const page = await this.audit.list(scope, { ...query, ...pageRequest(query) });
    return pageOf(page, (row) => ({ ...row, at: iso(row.at) }));
  }
}
