import { basename, resolve } from 'node:path';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZaloInbox } from '#libs/database';
import { readBotUpdate, readOaEvent, type ReadZaloEvent } from '#libs/domain';
import { type Clock, CLOCK, CONFIG, type Config, LOGGER, type Logger, Metrics } from '#libs/runtime';
import { Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import type { ApiRequest } from '../http/request.ts';
import { formNamed, isSameSecret, matchedForm } from './zalo-signatures.ts';
import { ZaloConsents } from './zalo-consents.ts';

type Fields = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Where Zalo comes in: verified, stored as it is, answered at once; the engine reads it afterwards. */
@ApiExcludeController()
@Controller()
export class ZaloDoorController {
  readonly #knocks;
  readonly #seenForms = new Set<string>();

  constructor(
    private readonly inbox: ZaloInbox,
    private readonly consents: ZaloConsents,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.#knocks = metrics.counter('canhthon_zalo_webhook_total', 'Events that came in from Zalo', ['door', 'outcome']);
  }

  /** Events of the Official Account. Without its secret key nothing is believed. */
  @Needs('public')
  @HttpCode(200)
  @Post('zalo/webhook')
  async oa(@Req() request: ApiRequest): Promise<{ received: boolean }> {
    const raw = bytesOf(request);
    const body = parsed(raw);
    const { appId, oaId, oaSecretKey, signature } = this.config.zalo;
    const envelope = {
      appId: appId ?? text(body['app_id']),
      oaId: oaId ?? text(body['oa_id']),
      bodyTimestamp:
        text(body['timestamp']) ?? (typeof body['timestamp'] === 'number' ? String(body['timestamp']) : null),
      headerTimestamp: text(request.headers['x-zevent-timestamp']),
    };
    const signed = { raw, signature: text(request.headers['x-zevent-signature']) ?? undefined, envelope };
    const now = this.clock.now();
    const form = oaSecretKey === undefined ? null : matchedForm(signed, oaSecretKey, formNamed(signature), now);
    if (form === null) throw this.#refused('oa');
    if (!this.#seenForms.has(form)) {
      this.#seenForms.add(form);
      this.logger.info({ form }, 'Zalo signs its events like this; ZALO_SIGNATURE can be set to it');
    }
    return this.#store('oa', readOaEvent(body), raw, now);
  }

  /** Updates of the bot. */
  @Needs('public')
  @HttpCode(200)
  @Post('zalo/bot/webhook')
  async bot(@Req() request: ApiRequest): Promise<{ received: boolean }> {
    const secret = this.config.zalo.botWebhookSecret;
    const given = text(request.headers['x-bot-api-secret-token']) ?? undefined;
    if (secret === undefined || !isSameSecret(given, secret)) throw this.#refused('bot');
    const raw = bytesOf(request);
    return this.#store('bot', readBotUpdate(parsed(raw)), raw, this.clock.now());
  }

  /** An administrator of the OA has consented; Zalo sends the browser here. */
  @Needs('public')
  @Get('zalo/consent')
  async consent(@Query() query: Fields, @Res() response: Response): Promise<void> {
    const page = await this.consents.take(text(query['code']), text(query['oa_id']), this.clock.now());
    response.status(page.status).type('html').set('Cache-Control', 'no-store').send(page.body);
  }

  /** Shows Zalo that the domain is ours. */
  @Needs('public')
  @Get('zalo_verifier:rest')
  verifier(@Param('rest') rest: string, @Res() response: Response): void {
    const file = this.config.zalo.verifierFile;
    if (file === undefined || basename(file) !== `zalo_verifier${rest}`) throw new ApiError('not_found');
    response.sendFile(resolve(file), { dotfiles: 'allow' });
  }

  async #store(
    door: 'oa' | 'bot',
    { key, name }: ReadZaloEvent,
    raw: Buffer,
    now: number,
  ): Promise<{ received: boolean }> {
    const isNew = await this.inbox.receive({ door, key, name, body: raw.toString('utf8') }, now);
    this.#knocks.inc({ door, outcome: isNew ? 'stored' : 'again' });
    return { received: true };
  }

  #refused(door: 'oa' | 'bot'): ApiError {
    this.#knocks.inc({ door, outcome: 'refused' });
    return new ApiError('forbidden');
  }
}

function bytesOf(request: ApiRequest): Buffer {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) throw new ApiError('unsupported_media_type');
  return body;
}

function parsed(raw: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  } catch (error) {
    throw new ApiError('malformed_json', undefined, { cause: error });
  }
  throw new ApiError('malformed_request');
}
