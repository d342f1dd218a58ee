import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type ErrorCode, errorMessage, ERRORS } from '#libs/contracts';
import { ApiModule } from '../api.module.ts';
import { type Controller, errorCodes } from './error-codes.ts';
import { Examples, type Schema } from './example-of.ts';
import { XLSX_TYPE } from '../http/xlsx-type.ts';

interface Media {
  schema?: Schema;
  example?: unknown;
}
interface Answer {
  description?: string;
  $ref?: string;
  content?: Record<string, Media>;
  'x-error-codes'?: readonly string[];
}
export interface Operation {
  operationId?: string;
  summary?: string;
  parameters?: { readonly name: string; readonly schema?: Schema; example?: unknown }[];
  requestBody?: { readonly content: Record<string, Media> };
  responses: Record<string, Answer>;
}

const BINARY: Schema = { type: 'string', format: 'binary' };
/** What answers that are no JSON are made of. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'ImportController.template': [XLSX_TYPE, 'text/csv'],
  'ImportController.file': [XLSX_TYPE, 'text/csv'],
  'ExportController.export': [XLSX_TYPE, 'text/csv'],
  'ReportsController.file': ['application/zip'],
  'SitePhotoController.get': ['image/jpeg', 'image/webp'],
  'ThumbnailController.picture': ['image/jpeg'],
  'AcceptanceController.certificate': ['application/pdf'],
  'UnitStickersController.sheet': ['application/pdf'],
  'StickerRollsController.sheet': ['application/pdf'],
};

const description = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('Canh Thôn')
  .setDescription('REST API. Errors: `{errorCode, message, details}`; lists: `?limit=&cursor=`; see docs/api-guide.md.')
  .setVersion('1')
  .setLicense('MIT', 'https://opensource.org/license/mit')
  .addBearerAuth()
  .addApiKey({ type: 'apiKey', name: 'X-Api-Key', in: 'header' }, 'key')
  .addSecurityRequirements('bearer')
  .addSecurityRequirements('key')
  .build();

/** Every call with its fields, an example, and every code it may be refused with. */
export function openApiDocument(app: INestApplication): { document: OpenAPIObject; missing: ReadonlySet<string> } {
  const document = SwaggerModule.createDocument(app, description);
  sortChoices(document);
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  (document.components ??= {}).schemas = { ...schemas, ErrorAnswer: ERROR_ANSWER };
  const examples = new Examples(schemas);
  const refusals = new Refusals();
  const controllers = new Map(
    (Reflect.getMetadata('controllers', ApiModule) as Controller[]).map((controller) => [controller.name, controller]),
  );
  for (const { method, operation } of operationsOf(document)) {
    const [name = '', handler = ''] = (operation.operationId ?? '').replace(/\[\d+\]$/, '').split('_');
    const controller = controllers.get(name);
    if (controller === undefined) continue;
    operation.operationId = (operation.operationId ?? '').replace(/Controller_/, '_').replace(/\[(\d+)\]$/, '_$1');
    describeFiles(operation, `${name}.${handler}`);
    giveExamples(operation, examples);
    giveErrors(operation, errorCodes(controller, handler, method), refusals);
  }
  document.components.responses = refusals.responses as never;
  return { document, missing: examples.missing };
}

/** The compiler names the members of a union in the order in which it met them, which differs from build to build. */
function sortChoices(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { enum: choices } = node as { enum?: unknown };
  if (Array.isArray(choices)) choices.sort((a, b) => (String(a) < String(b) ? -1 : 1));
  for (const inner of Object.values(node)) sortChoices(inner);
}

export function operationsOf(document: OpenAPIObject): { path: string; method: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
  );
}

const ERROR_ANSWER = {
  type: 'object',
  required: ['errorCode', 'message'],
  properties: {
    errorCode: { type: 'string', description: 'Stable.', enum: Object.keys(ERRORS) },
    message: { type: 'string', description: 'In the language of Accept-Language (vi unless en is preferred).' },
    details: { type: 'object', additionalProperties: true },
  },
};

function describeFiles({ responses }: Operation, handler: string): void {
  const types = FILES[handler];
  const answer = responses['200'];
  if (types && answer) answer.content = Object.fromEntries(types.map((type) => [type, { schema: BINARY }]));
}

function giveExamples(operation: Operation, examples: Examples): void {
  const bodies = [operation.requestBody, ...Object.values(operation.responses)];
  for (const [type, media] of bodies.flatMap((body) => Object.entries(body?.content ?? {}))) {
    if (media.schema === undefined || media.example !== undefined) continue;
    media.example = type.includes('json') ? examples.of(media.schema) : '…';
  }
  for (const parameter of operation.parameters ?? []) {
    parameter.example ??= parameter.schema && examples.of(parameter.schema, 'Query', parameter.name);
  }
}

/** Refusals that are the same for many calls stand once in the document. */
class Refusals {
  readonly #names = new Map<string, string>();
  readonly responses: Record<string, Answer> = {};

  ref(status: number, codes: readonly ErrorCode[]): string {
    const key = codes.join();
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const [first] = codes;
    const name = codes.length === 1 ? `${first}` : `Refused${status}_${this.#names.size}`;
    this.#names.set(key, name);
    this.responses[name] = {
      description: codes.map((code) => `\`${code}\`: ${errorMessage(code, 'en')}`).join('  \n'),
      'x-error-codes': codes,
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/ErrorAnswer' },
          example: first && { errorCode: first, message: errorMessage(first, 'vi') },
        },
      },
    };
    return name;
  }
}

function giveErrors({ responses }: Operation, codes: readonly ErrorCode[], refusals: Refusals): void {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(ERRORS[code].status, [...(byStatus.get(ERRORS[code].status) ?? []), code]);
  for (const [status, all] of [...byStatus].sort(([a], [b]) => a - b)) {
    responses[String(status)] = { $ref: `#/components/responses/${refusals.ref(status, all)}` };
  }
}
