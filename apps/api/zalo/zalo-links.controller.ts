import { randomInt } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type CreatedZaloLink, NewZaloGroup, NewZaloLink, type OperationStarted, ZaloLink } from '#libs/contracts';
import { type Manager, newId, OperationRequestStore, type ZaloLinkRow, ZaloLinks } from '#libs/database';
import { linkSecret, ZALO_GROUP_KIND, type ZaloGroupRequest } from '#libs/domain';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { iso } from '../http/page.ts';

/** Two codes that are alive are never the same; a third draw is as good as impossible. */
const DRAWS = 20;
const newCode = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0');

/** How a unit's chat in Zalo becomes a target: by a code typed there, or by a group that the OA makes. */
@ApiTags('targets')
@Controller('api/v1/targets')
export class ZaloLinksController {
  constructor(
    private readonly links: ZaloLinks,
    private readonly operations: OperationRequestStore,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The code is shown here only, works once and for 15 minutes. */
  @Needs('target.write')
  @Post('zalo-links')
  async create(@Held() access: Manager, @Body() body: NewZaloLink): Promise<CreatedZaloLink> {
    const now = this.clock.now();
    const { unitId, targetId, name, audience = 'responsible' } = body;
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const [id, code] = [newId(now), newCode()];
      const link = { id, unitId, targetId, name, audience, codeHash: this.box.keyedHash(linkSecret(code)) };
      if (!(await this.links.create(access, link, now))) continue;
      const view = linkView(await this.links.get(access.scope, id), now);
      return { ...view, code, text: `LIENKET ${code}` };
    }
    throw new Error('no free linking code in twenty draws');
  }

  /** Whether a Zalo code was used. */
  @Needs('target.read')
  @Get('zalo-links/:id')
  async get(@Held() { scope }: Manager, @Param('id', new IdOf('zalo_link_not_found')) id: string): Promise<ZaloLink> {
    return linkView(await this.links.get(scope, id), this.clock.now());
  }

  /** Looked at by `GET /operations/{id}`; its result is a `ZaloGroupResult`. */
  @Needs('target.write')
  @HttpCode(202)
  @Post('zalo-groups')
  async makeGroup(@Held() access: Manager, @Body() body: NewZaloGroup): Promise<OperationStarted> {
    const now = this.clock.now();
    const id = newId(now);
    const { unitId, name, memberUserIds } = body;
    const request: ZaloGroupRequest = { unitId: unitId.toLowerCase(), name: name ?? null, memberUserIds };
    await this.operations.ask(access, { id, kind: ZALO_GROUP_KIND, unitId, request }, now);
    return { operationId: id };
  }
}

function linkView({ usedAt, ...row }: ZaloLinkRow, now: number): ZaloLink {
  const state = usedAt !== null ? 'linked' : row.expiresAt > now ? 'waiting' : 'expired';
  return { ...row, state, createdAt: iso(row.createdAt), expiresAt: iso(row.expiresAt) };
}
