import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { type ClaimCode, ClaimedDevice, ClaimRequest, type NewClaimCode, Snippet } from '#libs/contracts';
import { type ClaimCodeRow, ClaimStore, DeviceStore, type Manager } from '#libs/database';
import { claimCodeIn, claimSecret, type EpochMs } from '#libs/domain';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { groupedLetters } from '../auth/random-text.ts';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { iso, isoOrNull } from '../http/page.ts';
import { Claims } from './claims.ts';
import { MqttDoors } from './mqtt-doors.ts';
import { snippetsFor } from './snippets.ts';

const DEVICE_ID = new IdOf('device_not_found');
/** 59 random bits; who guesses is stopped after twenty. */
const GROUPS = 3;

/** How a device gets its password without anybody typing it. */
@ApiTags('devices')
@Controller('api/v1')
export class ClaimsController {
  constructor(
    private readonly codes: ClaimStore,
    private readonly devices: DeviceStore,
    private readonly claims: Claims,
    private readonly doors: MqttDoors,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether a claim code waits, was used, or is over; the code itself is not shown again. */
  @Needs('registry.write')
  @Get('devices/:id/claim-code')
  async get(@Held() { scope }: Manager, @Param('id', DEVICE_ID) id: string): Promise<ClaimCode> {
    return claimView(await this.codes.get(scope, id), this.clock.now());
  }

  /** A code to type into the device, which fetches its password with it; shown here only, works once, for a day. */
  @Needs('registry.write')
  @Post('devices/:id/claim-code')
  async make(@Held() access: Manager, @Param('id', DEVICE_ID) id: string): Promise<NewClaimCode> {
    const now = this.clock.now();
    const claimCode = groupedLetters(GROUPS);
    const codeHash = this.box.keyedHash(claimSecret(claimCodeIn(claimCode) ?? claimCode));
    return { ...claimView(await this.codes.make(access, id, codeHash, now), now), claimCode };
  }

  /** The code is worth nothing from now on. */
  @Needs('registry.write')
  @HttpCode(204)
  @Delete('devices/:id/claim-code')
  async withdraw(@Held() access: Manager, @Param('id', DEVICE_ID) id: string): Promise<void> {
    await this.codes.withdraw(access, id, this.clock.now());
  }

  /** For devices: a claim code becomes a password of the device's own. The old password stops working. */
  @Needs('public')
  @HttpCode(200)
  @Post('claims')
  async claim(@Body() body: ClaimRequest, @Req() request: Request): Promise<ClaimedDevice> {
    return this.claims.claim(body, request);
  }

  /** Lines to paste on the device or beside it, with its id and our address filled in. Never with a password. */
  @Needs('registry.read')
  @Get('devices/:id/snippets')
  async snippets(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Req() request: Request,
  ): Promise<Snippet[]> {
    const device = await this.devices.get(scope, id, this.clock.now());
    return snippetsFor(device, this.doors.of(request));
  }
}

function claimView(row: ClaimCodeRow | null, now: EpochMs): ClaimCode {
  if (row === null) return { state: 'none', createdAt: null, expiresAt: null, claimedAt: null };
  const state = row.claimedAt !== null ? 'claimed' : row.expiresAt > now ? 'waiting' : 'expired';
  return { state, createdAt: iso(row.createdAt), expiresAt: iso(row.expiresAt), claimedAt: isoOrNull(row.claimedAt) };
}
