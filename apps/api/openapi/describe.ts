import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { DatabaseModule } from '#libs/database';
import { createLogger, loadConfig, RuntimeModule, SecretBox, VirtualClock } from '#libs/runtime';
import { ApiModule } from '../api.module.ts';
import { type Controller, handlerOf } from './error-codes.ts';
import { openApiDocument, type Operation, operationsOf } from './document.ts';
import { REFUSALS } from './refusals.ts';

@Module({})
class Nothing {}

/** The document without a running product, and everything that is missing in it. */
export async function describeApi(): Promise<{ document: OpenAPIObject; faults: string[] }> {
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const parts = {
    config,
    clock: new VirtualClock(0),
    logger: createLogger(config),
    secretBox: new SecretBox([Buffer.alloc(32)]),
  };
  const imports = [
    RuntimeModule.forRoot({ ...parts, drive: 'by-hand' }),
    DatabaseModule.forRoot({ url: 'postgres://nowhere' }),
    ApiModule,
  ];
  // A preview makes nothing: no connection, no socket, no loop.
  const app = await NestFactory.create(
    { module: Nothing, imports },
    { preview: true, logger: false, abortOnError: false },
  );
  const { document, missing } = openApiDocument(app);
  const faults = [
    ...operationsOf(document).flatMap(({ path, method, operation }) =>
      faultsOf(operation).map((fault) => `${method.toUpperCase()} ${path}: ${fault}`),
    ),
    ...[...missing].map((field) => `no example for ${field} (apps/api/openapi/example-values.ts)`),
    ...unknownRefusals(),
    ...wrongExamples(document),
  ];
  return { document, faults };
}

function faultsOf({ summary, requestBody, responses }: Operation): string[] {
  const faults: string[] = [];
  if (summary === undefined || summary === '') faults.push('no summary (a comment above its handler)');
  const answers = Object.entries(responses);
  const good = answers.filter(([status]) => status.startsWith('2') || status.startsWith('3'));
  const hasExample = (content: Readonly<Record<string, { example?: unknown }>> = {}) =>
    Object.values(content).some(({ example }) => example !== undefined);
  if (requestBody && !hasExample(requestBody.content)) faults.push('no example of its body');
  if (!good.some(([status, { content }]) => (status !== '200' && status !== '201' ? true : hasExample(content))))
    faults.push('no example of its answer');
  if (!answers.some(([, { $ref }]) => $ref?.startsWith('#/components/responses/') === true))
    faults.push('no error codes');
  return faults;
}

const controllers = (): Controller[] => Reflect.getMetadata('controllers', ApiModule) as Controller[];

function unknownRefusals(): string[] {
  const known = new Set(
    controllers().flatMap((controller) =>
      Object.getOwnPropertyNames(controller.prototype).map((name) => `${controller.name}.${name}`),
    ),
  );
  return Object.keys(REFUSALS)
    .filter((name) => !known.has(name))
    .map((name) => `${name} in refusals.ts is no handler`);
}

/** An example of a body that the API itself would refuse is none. */
function wrongExamples(document: OpenAPIObject): string[] {
  const byId = new Map(operationsOf(document).map(({ operation }) => [operation.operationId, operation]));
  return controllers().flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const operation = byId.get(`${controller.name.replace(/Controller$/, '')}_${name}`);
      const example = operation?.requestBody?.content['application/json']?.example;
      const body = handlerOf(controller, name).arguments.find(({ kind }) => kind === RouteParamtypes.BODY);
      if (example === undefined || typeof body?.type !== 'function' || body.type === Object) return [];
      const instance = plainToInstance(body.type as new () => object, example);
      return validateSync(instance, { whitelist: true }).map(
        (error) => `the example of ${controller.name}.${name} is refused: ${error.toString().trim()}`,
      );
    }),
  );
}
