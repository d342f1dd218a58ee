import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NotificationsQuery, NotificationView, type Page } from '#libs/contracts';
import { type Manager, NotificationStore } from '#libs/database';
import { Held, Needs } from '../auth/rights.ts';
import { ListOf } from '../http/list-of.ts';
import { pageOf, pageRequest } from '../http/page.ts';
import { notificationView } from './incident-view.ts';

/** Every message, sent or not, and why. */
@ApiTags('incidents')
@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationStore) {}

  /** Messages with their states and attempts, newest first. */
  @Needs('target.read')
  @ListOf(NotificationView)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: NotificationsQuery): Promise<Page<NotificationView>> {
    return pageOf(await this.notifications.list(scope, { ...query, ...pageRequest(query) }), notificationView);
  }
}
