import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Metrics } from '#libs/runtime';
import type { ApiRequest } from './request.ts';

const GIVEN_ID = /^[\w.-]{1,64}$/;

/** An id for the log, the caller's language, and how long it took. */
@Injectable()
export class RequestContext {
  readonly #seconds;

  constructor(metrics: Metrics) {
    const labels = ['method', 'route', 'status'] as const;
    this.#seconds = metrics.histogram('canhthon_http_seconds', 'How long an answer takes', labels);
  }

  readonly middleware = (incoming: Request, response: Response, next: NextFunction): void => {
    const request = incoming as ApiRequest;
    const given = request.headers['x-request-id'];
    request.requestId = typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
    request.language = request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
    response.setHeader('X-Request-Id', request.requestId);
    if (request.path.startsWith('/api/')) response.setHeader('Cache-Control', 'no-store');
    const stop = this.#seconds.startTimer({ method: request.method });
    response.once('finish', () => stop({ route: routeOf(request), status: String(response.statusCode) }));
    next();
  };
}

/** The pattern, never the path: ids would make a new series each. */
function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'none';
}
