import { Controller, Get, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DeliveryReceipts } from '#libs/database';
import { readSmsReceipt } from '#libs/domain';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';

/** Where eSMS tells what became of a message: by GET, unsigned, at the address that it was given with that message. */
@ApiExcludeController()
@Controller('api/v1/receipts')
export class SmsReceiptsController {
  constructor(
    private readonly receipts: DeliveryReceipts,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Needs('public')
  @HttpCode(200)
  @Get('esms/:requestId/:token')
  async esms(
    @Param('requestId') requestId: string,
    @Param('token') token: string,
    @Query() fields: Readonly<Record<string, unknown>>,
  ): Promise<{ received: boolean }> {
    const keys = this.box.keyedHashes(`esms:${requestId}`);
    if (!keys.some((key) => this.box.verify(`esms:${requestId}`, `${key.split('.')[0] ?? ''}.${token}`)))
      throw new ApiError('not_found');
    const kind = readSmsReceipt(fields);
    if (kind !== null) await this.receipts.record('sms', requestId, kind, this.clock.now());
    return { received: true };
  }
}
