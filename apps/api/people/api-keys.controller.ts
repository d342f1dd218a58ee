import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { randomInt } from 'node:crypto';
import { ApiKeyView, type CreatedApiKey, NewApiKey, type Page, PageQuery } from '#libs/contracts';
import { type ApiKeyRow, ApiKeyStore, type Manager } from '#libs/database';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { randomSecret } from '../auth/random-text.ts';
import { Held, Needs } from '../auth/rights.ts';
import { refuseField } from '../http/api-error.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, isoOrNull, pageOf, pageRequest } from '../http/page.ts';

const PREFIX_LENGTH = 12;

const keyView = (row: ApiKeyRow): ApiKeyView => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  role: row.role,
  unitId: row.unitId,
  createdAt: iso(row.createdAt),
  expiresAt: iso(row.expiresAt),
  lastUsedAt: isoOrNull(row.lastUsedAt),
});

/** Keys for programs. */
@ApiTags('people')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeyStore,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keys for programs, newest first. */
  @Needs('key.write')
  @ListOf(ApiKeyView)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: PageQuery): Promise<Page<ApiKeyView>> {
    return pageOf(await this.keys.list(scope, pageRequest(query)), keyView);
  }

  /** The key is shown here only. */
  @Needs('key.write')
  @Post()
  async create(@Held() access: Manager, @Body() body: NewApiKey): Promise<CreatedApiKey> {
    const now = this.clock.now();
    const expiresAt = Date.parse(body.expiresAt);
    if (expiresAt <= now) throw refuseField('expiresAt', 'past');
    const prefix = Array.from({ length: PREFIX_LENGTH }, () => randomInt(36).toString(36)).join('');
    const key = `ck_${prefix}_${randomSecret()}`;
    const { hash, keyId } = this.box.hashToStore(key);
    const row = await this.keys.create(access, { ...body, expiresAt, prefix, hash, hashKeyId: keyId }, now);
    return { ...keyView(row), key };
  }

  /** Ends a key at once. */
  @Needs('key.write')
  @HttpCode(204)
  @Delete(':id')
  async revoke(@Held() access: Manager, @Param('id', new IdOf('api_key_not_found')) id: string): Promise<void> {
    await this.keys.revoke(access, id, this.clock.now());
  }
}
