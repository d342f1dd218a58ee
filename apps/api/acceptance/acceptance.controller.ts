import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { AcceptanceSigning, AcceptanceSummary, type AcceptanceTest, type Page, PageQuery } from '#libs/contracts';
import { AcceptanceStore, type Manager } from '#libs/database';
import { certificateSheet } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { attachment } from '../http/attachment.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { pageOf, pageRequest } from '../http/page.ts';
import type { ApiRequest } from '../http/request.ts';
import { PublicAddresses } from '../residents/public-address.ts';
import { summaryView, testView } from './acceptance-view.ts';
import { certificatePdf } from './certificate-pdf.ts';

const DEVICE_ID = new IdOf('device_not_found');
const TEST_ID = new IdOf('acceptance_test_not_found');
const NOBODY = { installer: null, receiver: null, witness: null, notes: null };

/** Whether a device does what it is for before its installer leaves, and the paper that says so. */
@ApiTags('acceptance')
@Controller('api/v1')
export class AcceptanceController {
  constructor(
    private readonly tests: AcceptanceStore,
    private readonly addresses: PublicAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins a test: asks the camera or the lamp, and sends those responsible a test message. */
  @Needs('registry.write')
  @Post('devices/:id/acceptance-tests')
  async start(
    @Held() access: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Req() { language }: ApiRequest,
  ): Promise<AcceptanceTest> {
    return testView(await this.tests.start(access, id, this.clock.now()), language);
  }

  /** The tests of a device, newest first. */
  @Needs('registry.read')
  @ListOf(AcceptanceSummary)
  @Get('devices/:id/acceptance-tests')
  async list(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<AcceptanceSummary>> {
    return pageOf(await this.tests.list(scope, id, pageRequest(query)), summaryView);
  }

  /** A test as it stands; ask again every few seconds while it runs. */
  @Needs('registry.read')
  @Get('acceptance-tests/:id')
  async get(
    @Held() { scope }: Manager,
    @Param('id', TEST_ID) id: string,
    @Req() { language }: ApiRequest,
  ): Promise<AcceptanceTest> {
    return testView(await this.tests.get(scope, id, this.clock.now()), language);
  }

  /** Writes down who was there; what was written before is replaced. */
  @Needs('registry.write')
  @HttpCode(200)
  @Post('acceptance-tests/:id/signing')
  async sign(
    @Held() access: Manager,
    @Param('id', TEST_ID) id: string,
    @Body() { installer, receiver, witness, notes }: AcceptanceSigning,
    @Req() { language }: ApiRequest,
  ): Promise<AcceptanceTest> {
    const signing = {
      ...{ installer: installer ?? null, receiver: receiver ?? null },
      ...{ witness: witness ?? null, notes: notes ?? null },
    };
    return testView(await this.tests.sign(access, id, signing, this.clock.now()), language);
  }

  /** The certificate (biên bản nghiệm thu) of a test that was passed, in Vietnamese. */
  @Needs('registry.read')
  @ApiProduces('application/pdf')
  @Get('acceptance-tests/:id/certificate.pdf')
  async certificate(
    @Held() { scope }: Manager,
    @Param('id', TEST_ID) id: string,
    @Req() request: ApiRequest,
  ): Promise<StreamableFile> {
    const { certificate, signing, state } = await this.tests.get(scope, id, this.clock.now());
    if (certificate === null || state !== 'passed') throw new ApiError('acceptance_test_not_passed');
    const page = this.addresses.of(`/devices/${certificate.device.id}`, request);
    const photo = await this.tests.photoOf(scope, id);
    const content = await certificatePdf(certificateSheet(certificate, signing ?? NOBODY, page.url), photo);
    const disposition = attachment(`Biên bản nghiệm thu ${certificate.number ?? ''}.pdf`);
    return new StreamableFile(content, { type: 'application/pdf', length: content.length, disposition });
  }
}
