import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, Response } from 'express';
import { PHOTO_LIMIT } from '#libs/domain';
import { type Config, CONFIG } from '#libs/runtime';
import { ensureFirstAdministrator, type FirstAdministrator } from '../first-start.ts';
import { openApiDocument } from '../openapi/document.ts';
import { ApiError } from './api-error.ts';
import { BODY_LIMIT_KIB } from './answer.ts';
import { ErrorFilter } from './error-filter.ts';
import { RequestContext } from './request-context.ts';
import { requestDeadline } from './request-deadline.ts';
import type { ApiRequest } from './request.ts';
import { docsHeaders, pageHeaders } from './security-headers.ts';
import { serveWeb } from './serve-web.ts';

const BOUNDARIES = '/api/v1/units/boundaries';
const BOUNDARIES_LIMIT_KIB = 4_096;
const FORM_LIMIT_KIB = 16;
const ZALO_LIMIT_KIB = 64;
const UPLOAD_LIMIT_KIB = 10_240;
const PHOTO_LIMIT_KIB = PHOTO_LIMIT / 1024;

/**
 * Everything around the controllers: headers, limits, bodies, documents, the web pages. Call it between
 * NestFactory.create (with `bodyParser: false`) and listen; the schema is there. On an empty installation it makes the
 * first administrator and prints the password, once.
 */
export async function configureApi(application: INestApplication): Promise<void> {
  const app = application as NestExpressApplication;
  const config = app.get<Config>(CONFIG);
  const filter = app.get(ErrorFilter);
  const answer = (error: unknown, request: Request, response: Response) =>
    filter.answer(error, request as ApiRequest, response);
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(app.get(RequestContext).middleware);
  const late = (request: Request, response: Response) =>
    answer(new ApiError('database_unavailable'), request, response);
  app.use(requestDeadline(late, isFile));
  app.use('/api/docs', docsHeaders());
  app.use(pageHeaders(config));
  app.use(cookieParser());
  // A district's boundaries are longer than anything else that is sent.
  app.useBodyParser('json', { limit: BOUNDARIES_LIMIT_KIB * 1024, type: isBoundaries });
  // A signature is over the bytes.
  app.useBodyParser('raw', { limit: ZALO_LIMIT_KIB * 1024, type: isZalo });
  app.useBodyParser('raw', { limit: UPLOAD_LIMIT_KIB * 1024, type: isUpload });
  app.useBodyParser('raw', { limit: PHOTO_LIMIT_KIB * 1024, type: isPhoto });
  app.useBodyParser('json', { limit: BODY_LIMIT_KIB * 1024 });
  // The form on a pole's page works without a script.
  app.useBodyParser('urlencoded', { limit: FORM_LIMIT_KIB * 1024, extended: false, type: isReportForm });
  app.useBodyParser('text', { type: 'text/csv', limit: BODY_LIMIT_KIB * 1024 });
  app.use(checkBody);
  // Four parameters make it an error handler: what the parsers above refuse never reaches a controller.
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    answer(error, request, response),
  );
  serveOpenApi(app);
  serveWeb(app);
  print(await ensureFirstAdministrator(app));
}

const isBoundaries = ({ url, headers }: IncomingMessage): boolean =>
  url === BOUNDARIES && /^application\/json\b/i.test(headers['content-type'] ?? '');

const UPLOADS = /^\/api\/v1\/devices\/import(\?|$)/;

/** A table that somebody sends, whatever the sender calls its type. */
const isUpload = ({ url, method }: IncomingMessage): boolean => method === 'POST' && UPLOADS.test(url ?? '');

const PHOTOS = /^\/api\/v1\/sites\/[^/]+\/photo(\?|$)/;

const isPhoto = ({ url, method }: IncomingMessage): boolean => method === 'PUT' && PHOTOS.test(url ?? '');

const isFile = (request: IncomingMessage): boolean => isUpload(request) || isPhoto(request);

const isZalo = ({ url }: IncomingMessage): boolean => (url ?? '').startsWith('/zalo/');

const isReportForm = ({ url, headers }: IncomingMessage): boolean =>
  (url ?? '').startsWith('/p/') && /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');

/** Only JSON objects are read here; an empty body is an empty object, so that every missing field can be named. */
function checkBody(request: Request, _response: Response, next: NextFunction): void {
  const isEmpty =
    request.headers['transfer-encoding'] === undefined && Number(request.headers['content-length'] ?? 0) === 0;
  const body = request.body as unknown;
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || isEmpty) request.body = {};
  // A file is told apart by its digest, for whoever asks whether the same was sent before.
  else if (Buffer.isBuffer(body) && isFile(request)) {
    (request as ApiRequest).upload = body;
    request.body = { sha256: createHash('sha256').update(body).digest('hex') };
  }
  // A list as a text is an object with one field, so that everything behind sees one kind of body.
  else if (typeof body === 'string') request.body = { csv: body };
  else if (body === undefined) throw new ApiError('unsupported_media_type');
  else if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ApiError('malformed_request');
  next();
}

function serveOpenApi(app: NestExpressApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app).document, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}

function print(first: FirstAdministrator | null): void {
  if (first?.password == null) return;
  process.stdout.write(
    `\nQuản trị viên đầu tiên: ${first.email}, mật khẩu: ${first.password} (chỉ hiện một lần này).\n` +
      `First administrator: ${first.email}, password: ${first.password} (shown this once).\n`,
  );
}
