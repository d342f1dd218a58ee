import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { type ErrorCode, PageQuery } from '#libs/contracts';
import { type Need, NEEDS } from '../auth/rights.ts';
import { IdOf, readIfMatch } from '../http/headers.ts';
import { REFUSALS } from './refusals.ts';

export type Controller = new (...parts: never[]) => object;

interface Argument {
  readonly index: number;
  readonly pipes?: readonly unknown[];
  readonly factory?: unknown;
}

export interface Handler {
  readonly need: Need | undefined;
  /** Parameters by kind; custom ones by their factory. */
  readonly arguments: readonly (Argument & { readonly kind: number | undefined; readonly type: unknown })[];
}

export function handlerOf(controller: Controller, name: string): Handler {
  const method = (controller.prototype as Record<string, object>)[name] as object;
  const given = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, Argument>;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ?? []) as unknown[];
  return {
    need: Reflect.getMetadata(NEEDS, method) as Need | undefined,
    arguments: Object.entries(given).map(([key, argument]) => ({
      ...argument,
      kind: /^\d+:/.test(key) ? Number.parseInt(key, 10) : undefined,
      type: types[argument.index],
    })),
  };
}

const SIGNED_IN: readonly ErrorCode[] = ['unauthenticated', 'token_expired', 'session_ended'];
const BODY: readonly ErrorCode[] = [
  'validation_failed',
  'malformed_json',
  'malformed_request',
  'unsupported_media_type',
  'body_too_large',
];
const ONCE: readonly ErrorCode[] = ['idempotency_conflict', 'idempotency_in_progress', 'malformed_request'];

/** Every code a call may be refused with: what its declaration says, and what its store adds. */
export function errorCodes(controller: Controller, name: string, method: string): ErrorCode[] {
  const { need, arguments: given } = handlerOf(controller, name);
  const codes = new Set<ErrorCode>(['database_unavailable', 'internal_error']);
  const add = (more: readonly ErrorCode[]) => more.forEach((code) => codes.add(code));
  if (need !== 'public') add(SIGNED_IN);
  if (need !== 'public' && need !== 'signed_in') add(['forbidden']);
  if (method !== 'get')
    add(['storage_full', 'malformed_json', 'malformed_request', 'unsupported_media_type', 'body_too_large']);
  if (method === 'post' && need !== 'public') add(ONCE);
  for (const { kind, pipes = [], factory, type } of given) {
    if (kind === RouteParamtypes.BODY) add(BODY);
    if (kind === RouteParamtypes.QUERY) add(['validation_failed']);
    if (kind === RouteParamtypes.QUERY && isPage(type)) add(['invalid_cursor']);
    if (factory === readIfMatch) add(['stale_version']);
    for (const pipe of pipes) if (pipe instanceof IdOf) add([pipe.code]);
  }
  add(REFUSALS[`${controller.name}.${name}`] ?? []);
  return [...codes].sort();
}

const isPage = (type: unknown): boolean =>
  typeof type === 'function' && (type === PageQuery || type.prototype instanceof PageQuery);
