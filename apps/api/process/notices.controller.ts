import { Controller, Get, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NoticeList, noticeMessage } from '#libs/contracts';
import { Notices } from '#libs/runtime';
import { Needs } from '../auth/rights.ts';
import { iso } from '../http/page.ts';
import type { ApiRequest } from '../http/request.ts';

/** What is wrong with our own system, for whoever runs it. Read from memory: it answers also when nothing can be stored. */
@ApiTags('system')
@Controller('api/v1/system')
export class NoticesController {
  constructor(private readonly notices: Notices) {}

  /** What the operator has to know: a full disk, an old backup, a channel that needs a person. */
  @Needs('system.read')
  @Get('notices')
  list(@Req() { language }: ApiRequest): NoticeList {
    const items = this.notices.list().map(({ code, since, details }) => {
      const message = noticeMessage(code, language, details);
      return { code, severity: 'critical' as const, cause: 'self' as const, since: iso(since), message, details };
    });
    return { items };
  }
}
