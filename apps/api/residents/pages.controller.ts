import { Body, Controller, Get, Header, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { NewPublicReport } from '#libs/contracts';
import { Refusal } from '#libs/database';
import type { Language } from '#libs/domain';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Needs } from '../auth/rights.ts';
import { answerTo } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import type { ApiRequest } from '../http/request.ts';
import { freeStickerPage } from './pages/free-sticker-page.ts';
import { saying } from './pages/frame.ts';
import { sitePage } from './pages/site-page.ts';
import { STYLE } from './pages/style.ts';
import { villagePage } from './pages/village-page.ts';
import { ResidentPages } from './resident-pages.ts';

interface Asked {
  readonly lang?: unknown;
  /** Of the visitor's own report. */
  readonly r?: unknown;
}

/** Pages for residents: whole documents, no login, no script, a few kilobytes. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(private readonly pages: ResidentPages) {}

  @Needs('public')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  @Get('p/:hash.css')
  style(): string {
    return STYLE;
  }

  @Needs('public')
  @Get('p/:token')
  async site(
    @Param('token') token: string,
    @Query() asked: Asked,
    @Req() request: ApiRequest,
    @Res() response: Response,
  ): Promise<void> {
    await answer(response, request, asked, async (language) => ({
      status: 200,
      page: await this.#site(token, request, language, { own: textOf(asked.r) }),
    }));
  }

  /** The second tap. Answered with the way to the page, so that looking again sends nothing again. */
  @Needs('public')
  @Post('p/:token')
  async report(
    @Param('token') token: string,
    @Body() body: object,
    @Query() asked: Asked,
    @Req() request: ApiRequest,
    @Res() response: Response,
  ): Promise<void> {
    await answer(response, request, asked, async (language) => {
      try {
        const id = await this.pages.report(token, await reportOf(body, request), request.ip ?? '');
        return { location: `/p/${token}?lang=${language}&r=${id}` };
      } catch (error) {
        const { status, body: said, unexpected } = answerTo(error, language, request.requestId);
        if (unexpected || status === 404 || status === 410 || status >= 500) throw error;
        const page = await this.#site(token, request, language, { refusal: said.message });
        return {
          status,
          page,
          retryAfter: (said.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds,
        };
      }
    });
  }

  @Needs('public')
  @Get('v/:token')
  async village(
    @Param('token') token: string,
    @Query() asked: Asked,
    @Req() request: ApiRequest,
    @Res() response: Response,
  ): Promise<void> {
    await answer(response, request, asked, async (language) => ({
      status: 200,
      page: villagePage(`/v/${token}`, await this.pages.village(token), language),
    }));
  }

  async #site(
    token: string,
    request: ApiRequest,
    language: Language,
    { own: id, refusal = null }: { readonly own?: string | undefined; readonly refusal?: string | null },
  ): Promise<string> {
    const { view, timeZone, own } = await this.pages.site(token, request, id);
    return sitePage({ path: `/p/${token}`, site: view, own, refusal }, { language, timeZone });
  }
}

type Answer =
  | { readonly status: number; readonly page: string; readonly retryAfter?: number | undefined }
  | { readonly location: string };

/** Sends what was made; a refusal becomes a page with its one sentence. What is our own fault goes to the log as ever. */
async function answer(
  response: Response,
  request: ApiRequest,
  asked: Asked,
  make: (language: Language) => Promise<Answer>,
): Promise<void> {
  const language = languageOf(asked, request);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Accept-Language');
  const made = await make(language).catch((error: unknown): Answer => {
    const { status, body, unexpected } = answerTo(error, language, request.requestId);
    if (unexpected) throw error;
    const free = freeSticker(error);
    if (free) return { status, page: freeStickerPage(request.path, free, language) };
    return { status, page: saying(body.message, request.path, language) };
  });
  if (response.headersSent) return;
  if ('location' in made) return response.redirect(303, made.location);
  if (made.retryAfter !== undefined) response.setHeader('Retry-After', made.retryAfter);
  response.status(made.status).type('html').send(made.page);
}

/** The sticker that was scanned before it was stuck anywhere. */
function freeSticker(error: unknown): { readonly code: string; readonly unitName: string } | null {
  if (!(error instanceof Refusal) || error.code !== 'sticker_free') return null;
  return { code: String(error.details?.['code']), unitName: String(error.details?.['unitName']) };
}

/** What a form sends: an empty note is none. Another site's form is refused: visitors of it report nothing. */
async function reportOf(body: object, request: ApiRequest): Promise<NewPublicReport> {
  const from = request.headers['sec-fetch-site'];
  if (from !== undefined && from !== 'same-origin' && from !== 'none') throw new ApiError('forbidden');
  const { what, note } = body as { what?: unknown; note?: unknown };
  // Forms send line breaks as two characters.
  const text = typeof note === 'string' ? note.replace(/\r\n?/g, '\n').trim() : note;
  const report = plainToInstance(NewPublicReport, { what, ...(text !== '' && { note: text }) });
  if ((await validate(report)).length > 0) throw new ApiError('validation_failed');
  return report;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function languageOf({ lang }: Asked, request: ApiRequest): Language {
  return lang === 'vi' || lang === 'en' ? lang : request.language;
}
