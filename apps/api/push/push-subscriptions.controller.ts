import { createHash } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NewPushSubscription, PushKeyView, PushSubscriptionView } from '#libs/contracts';
import { type Manager, PushSubscriptions } from '#libs/database';
import type { UserId } from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, SecretBox } from '#libs/runtime';
import type { Caller } from '../auth/caller.ts';
import { Held, Needs, SignedIn } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { IdOf } from '../http/headers.ts';
import { iso } from '../http/page.ts';
import { checkedUrl } from '../registry/onvif-address.ts';
import { OwnPushKey } from './push-key.ts';

const NAME = { vi: 'Máy của', en: 'Device of' } as const;

/** Browsers in which people want to be told. */
@ApiTags('push')
@Controller('api/v1/push-subscriptions')
export class PushSubscriptionsController {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly key: OwnPushKey,
    private readonly policy: AddressPolicy,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What a browser subscribes with. */
  @Needs('signed_in')
  @Get('key')
  async publicKey(): Promise<PushKeyView> {
    return { publicKey: await this.key.publicKey() };
  }

  /** The caller is told in this browser from now on. The same device again changes its one target. */
  @Needs('incident.act')
  @HttpCode(200)
  @Post()
  async subscribe(
    @Held() access: Manager,
    @SignedIn() caller: Caller,
    @Body() { endpoint, keys, unitId, renew }: NewPushSubscription,
  ): Promise<PushSubscriptionView> {
    const { userId, sessionId } = personAt(caller);
    const { origin, href } = checkedUrl(endpoint, 'internet', this.policy, 'endpoint');
    const text = JSON.stringify({ endpoint: href, keys: { p256dh: keys.p256dh, auth: keys.auth } });
    const wanted = {
      ...{
        userId,
        sessionId,
        language: caller.language,
        name: `${NAME[caller.language]} ${caller.name}`,
        service: origin,
      },
      ...{ unitId: unitId ?? null, isRenewal: renew ?? false },
      endpointHash: createHash('sha256').update(href).digest(),
      seal: (id: string) => this.box.seal(text, id),
    };
    const row = await this.subscriptions.subscribe(access, wanted, this.clock.now());
    return { id: row.id, unitId: row.unitId, unitName: row.unitName, createdAt: iso(row.createdAt) };
  }

  /** One's own browsers only. */
  @Needs('signed_in')
  @HttpCode(204)
  @Delete(':id')
  async unsubscribe(@SignedIn() caller: Caller, @Param('id', new IdOf('target_not_found')) id: string): Promise<void> {
    const { userId } = personAt(caller);
    await this.subscriptions.unsubscribe({ kind: 'user', id: userId }, userId, id, this.clock.now());
  }
}

/** A program has no browser. */
function personAt({ kind, id, sessionId }: Caller): { readonly userId: UserId; readonly sessionId: string } {
  if (kind !== 'user' || sessionId === null) throw new ApiError('forbidden');
  return { userId: id as UserId, sessionId };
}
