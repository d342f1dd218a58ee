import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NewPublicReport, type PublicSiteView, type PublicVillageView, type SentReport } from '#libs/contracts';
import { Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import type { ApiRequest } from '../http/request.ts';
import { outcomeWords } from './pages/words.ts';
import { ResidentPages } from './resident-pages.ts';

/** What the label of a pole leads to, for programs. The token is the only right, and nobody is asked for a name. */
@ApiTags('residents')
@Controller('api/v1/public')
export class PublicSiteController {
  constructor(private readonly pages: ResidentPages) {}

  /** What a resident may know of a place, by the token on its label. */
  @Needs('public')
  @Get('sites/:token')
  async site(@Param('token') token: string, @Req() request: ApiRequest): Promise<PublicSiteView> {
    return (await this.pages.site(token, request)).view;
  }

  /** Says that something is wrong here. */
  @Needs('public')
  @HttpCode(201)
  @Post('sites/:token/public-reports')
  async report(
    @Param('token') token: string,
    @Body() body: NewPublicReport,
    @Req() request: ApiRequest,
  ): Promise<SentReport> {
    const id = await this.pages.report(token, body, request.ip ?? '');
    return this.#sent(token, id, request);
  }

  /** One's own report, looked up again: whoever knows its id sent it. */
  @Needs('public')
  @Get('sites/:token/public-reports/:id')
  async sent(@Param('token') token: string, @Param('id') id: string, @Req() request: ApiRequest): Promise<SentReport> {
    return this.#sent(token, id, request);
  }

  /** The page of a village. */
  @Needs('public')
  @Get('villages/:token')
  async village(@Param('token') token: string): Promise<PublicVillageView> {
    return this.pages.village(token);
  }

  async #sent(token: string, id: string, request: ApiRequest): Promise<SentReport> {
    const { own, timeZone } = await this.pages.site(token, request, id);
    if (own === null) throw new ApiError('public_report_not_found');
    return { id, ...own, message: outcomeWords(own, { language: request.language, timeZone }) };
  }
}
