import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type ChannelTrouble,
  type CreatedTarget,
  NewTarget,
  type Page,
  type RotatedSecret,
  Target,
  TargetChanges,
  TargetsQuery,
  type TestSent,
} from '#libs/contracts';
import { type Manager, newId, type TargetRow, TargetStore } from '#libs/database';
import { accountHealth, isStale, type TargetId } from '#libs/domain';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, isoOrNull, pageOf, pageRequest } from '../http/page.ts';
import { newWebhookSecret, TargetAddresses } from './target-address.ts';

const TARGET_ID = new IdOf('target_not_found');

function targetView(row: TargetRow, now: number): Target {
  const { id, unitId, unitName, channel, audience, name, language, minimumSeverity, quietHours, enabled } = row;
  const { email, phone, unusableReason, unusableSince, provenAt, fallbackTargetId, fallbackTargetName } = row;
  const address = { ...row.address, ...(email !== null && { to: email }), ...(phone !== null && { phone }) };
  return {
    ...{ id, unitId, unitName, channel, audience, name, address, language, minimumSeverity, quietHours, enabled },
    ...{ fallbackTargetId, fallbackTargetName, onlyAsFallback: row.onlyAsFallback },
    unusable: unusableReason === null ? null : { reason: unusableReason, since: iso(unusableSince ?? now) },
    channelTrouble: troubleOf(row, now),
    provenAt: isoOrNull(provenAt),
    stale: enabled && isStale(provenAt ?? row.createdAt, now),
    oldSecretUntil: row.oldSecretUntil !== null && row.oldSecretUntil > now ? iso(row.oldSecretUntil) : null,
    version: row.version,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  };
}

function troubleOf(row: TargetRow, now: number): ChannelTrouble | null {
  const state = accountHealth(row, now);
  if (state === 'well') return null;
  return { state, reason: row.stoppedFor ?? row.accountReason, since: isoOrNull(row.stoppedAt ?? row.openedAt) };
}

/** Who is told, and how. */
@ApiTags('targets')
@Controller('api/v1/targets')
export class TargetsController {
  constructor(
    private readonly targets: TargetStore,
    private readonly addresses: TargetAddresses,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who is told, and over which channel. */
  @Needs('target.read')
  @ListOf(Target)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: TargetsQuery): Promise<Page<Target>> {
    const rows = await this.targets.list(scope, { ...query, ...pageRequest(query) });
    return pageOf(rows, (row) => targetView(row, this.clock.now()));
  }

  /** A webhook's signing secret is shown here only. */
  @Needs('target.write')
  @Post()
  async create(@Held() access: Manager, @Body() body: NewTarget): Promise<CreatedTarget> {
    const now = this.clock.now();
    const id = newId<TargetId>(now);
    const { parts, secret: given } = this.addresses.read(body.channel, body.address);
    const secret = body.channel === 'webhook' ? (given ?? newWebhookSecret()) : null;
    const target = {
      ...body,
      id,
      name: body.name ?? nameOf(parts.public['url'] ?? body.channel),
      address: parts,
      secret: secret === null ? null : this.box.seal(secret, id),
    };
    const view = targetView(await this.targets.create(access, target, now), now);
    return secret === null ? view : { ...view, secret };
  }

  /** One target. */
  @Needs('target.read')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', TARGET_ID) id: string): Promise<Target> {
    return targetView(await this.targets.get(scope, id), this.clock.now());
  }

  /** Changes a target; a new address is proven anew. */
  @Needs('target.write')
  @Patch(':id')
  async update(
    @Held() access: Manager,
    @Param('id', TARGET_ID) id: string,
    @Body() { address, ...fields }: TargetChanges,
    @IfMatch() version: number | null,
  ): Promise<Target> {
    const { channel } = await this.targets.get(access.scope, id);
    const read = address && this.addresses.read(channel, address);
    const secret = read?.secret === undefined ? undefined : this.box.seal(read.secret, id);
    const changes = { ...fields, address: read?.parts, secret };
    const now = this.clock.now();
    return targetView(await this.targets.update(access, id, changes, version, now), now);
  }

  /** Its address is erased; what it was told stays on record. */
  @Needs('target.write')
  @HttpCode(204)
  @Delete(':id')
  async remove(@Held() access: Manager, @Param('id', TARGET_ID) id: string): Promise<void> {
    await this.targets.remove(access, id, this.clock.now());
  }

  /** A new signing secret for a webhook, shown here only; the old one signs beside it for a day. */
  @Needs('target.write')
  @Post(':id/secret')
  async rotateSecret(@Held() access: Manager, @Param('id', TARGET_ID) id: string): Promise<RotatedSecret> {
    const secret = newWebhookSecret();
    const until = await this.targets.rotateSecret(access, id, this.box.seal(secret, id), this.clock.now());
    return { secret, oldSecretUntil: iso(until) };
  }

  /** Sends a test message the way every message goes. */
  @Needs('target.write')
  @HttpCode(202)
  @Post(':id/test')
  async test(@Held() access: Manager, @Param('id', TARGET_ID) id: string): Promise<TestSent> {
    return { notificationId: await this.targets.sendTest(access, id, this.clock.now()) };
  }
}

/** A webhook is named by its host, never by its path: that may be the secret. A person is never named here. */
const nameOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);
