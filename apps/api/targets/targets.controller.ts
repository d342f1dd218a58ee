import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type CreatedTarget,
  NewTarget,
  type Page,
  Target,
  TargetChanges,
  TargetsQuery,
  type TestSent,
} from '#libs/contracts';
import { type Manager, newId, type TargetRow, TargetStore } from '#libs/database';
import type { TargetId } from '#libs/domain';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, pageOf, pageRequest } from '../http/page.ts';
import { newWebhookSecret, TargetAddresses } from './target-address.ts';

const TARGET_ID = new IdOf('target_not_found');

function targetView({ email, phone, ...row }: TargetRow): Target {
  const address = { ...row.address, ...(email !== null && { to: email }), ...(phone !== null && { phone }) };
  return { ...row, address, createdAt: iso(row.createdAt), updatedAt: iso(row.updatedAt) };
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

  @Needs('target.read')
  @ListOf(Target)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: TargetsQuery): Promise<Page<Target>> {
    return pageOf(await this.targets.list(scope, { ...query, ...pageRequest(query) }), targetView);
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
    const view = targetView(await this.targets.create(access, target, now));
    return secret === null ? view : { ...view, secret };
  }

  @Needs('target.read')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', TARGET_ID) id: string): Promise<Target> {
    return targetView(await this.targets.get(scope, id));
  }

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
    return targetView(await this.targets.update(access, id, changes, version, this.clock.now()));
  }

  /** Its address is erased; what it was told stays on record. */
  @Needs('target.write')
  @HttpCode(204)
  @Delete(':id')
  async remove(@Held() access: Manager, @Param('id', TARGET_ID) id: string): Promise<void> {
    await this.targets.remove(access, id, this.clock.now());
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
