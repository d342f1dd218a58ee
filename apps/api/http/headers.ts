import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { ErrorCode } from '#libs/contracts';
import { ApiError } from './api-error.ts';
import type { ApiRequest } from './request.ts';

const NEVER = -1;

/** The version in `If-Match: "v3"`; null without one. What we never gave out matches nothing. */
export function readIfMatch(_: unknown, context: ExecutionContext): number | null {
  const given = context.switchToHttp().getRequest<ApiRequest>().headers['if-match'];
  if (given === undefined || given === '*') return null;
  const version = /^"v(\d{1,9})"$/.exec(given)?.[1];
  return version === undefined ? NEVER : Number(version);
}

export const IfMatch = createParamDecorator(readIfMatch);

export const etagOf = (version: number): string => `"v${version}"`;

/** An id in the path; what is no id cannot be found. */
@Injectable()
export class IdOf implements PipeTransform<string, string> {
  constructor(readonly code: ErrorCode) {}

  transform(value: string): string {
    if (!isUUID(value)) throw new ApiError(this.code);
    return value.toLowerCase();
  }
}
