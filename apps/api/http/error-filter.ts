import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { type Logger, LOGGER } from '#libs/runtime';
import { answerTo } from './answer.ts';
import type { ApiRequest } from './request.ts';

const RETRY_AFTER_SECONDS = 5;

/** The one place where errors become answers. */
@Injectable()
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<ApiRequest>(), http.getResponse<Response>());
  }

  answer(error: unknown, request: ApiRequest, response: Response): void {
    const { status, body, unexpected } = answerTo(error, request.language, request.requestId);
    const { method, path, requestId } = request;
    if (unexpected) this.logger.error({ requestId, method, path, err: error }, 'A request failed');
    else if (status >= 500) this.logger.warn({ requestId, method, path, err: error }, 'A request could not be served');
    // The deadline may have answered already.
    if (response.headersSent) return;
    if (status === 503) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    const seconds = (body.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
    if (seconds !== undefined) response.setHeader('Retry-After', seconds);
    response.status(status).json(body);
  }
}
