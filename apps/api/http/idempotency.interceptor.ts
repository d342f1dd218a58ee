import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { IdempotencyStore } from '#libs/database';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { ApiError } from './api-error.ts';
import type { ApiRequest } from './request.ts';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * `Idempotency-Key` on creating calls: a phone on a bad line may send twice, and gets the first answer again for a day.
 * Answers are kept sealed, because some hold a secret that is shown once.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly store: IdempotencyStore,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || !request.caller || key === undefined) {
      return next.handle();
    }
    if (typeof key !== 'string' || !KEY.test(key)) throw new ApiError('malformed_request');
    return from(this.#once(key, request, http.getResponse<Response>(), next));
  }

  async #once(key: string, request: ApiRequest, response: Response, next: CallHandler): Promise<unknown> {
    const caller = `${request.caller?.kind}:${request.caller?.id}`;
    const scope = `idempotency:${caller}:${key}`;
    const claim = await this.store.claim(caller, key, hashOf(request), this.clock.now());
    if (claim.kind === 'other_body') throw new ApiError('idempotency_conflict');
    if (claim.kind === 'in_progress') throw new ApiError('idempotency_in_progress');
    if (claim.kind === 'answered') {
      response.status(claim.status).setHeader('Idempotent-Replayed', 'true');
      const ciphertext = Buffer.from(claim.answer.ciphertext, 'base64');
      return JSON.parse(this.box.open({ keyId: claim.answer.keyId, ciphertext }, scope)) as unknown;
    }
    // Set by the router before us; a deadline may have answered with another one by the time we are done.
    const status = response.statusCode;
    try {
      const result: unknown = await lastValueFrom(next.handle(), { defaultValue: null });
      const { keyId, ciphertext } = this.box.seal(JSON.stringify(result ?? null), scope);
      const answer = { keyId, ciphertext: ciphertext.toString('base64') };
      await this.store.answer(caller, key, status, answer);
      return result;
    } catch (error) {
      await this.store.release(caller, key);
      throw error;
    }
  }
}

/** The same call: method, path and the body with its keys in any order. */
function hashOf(request: ApiRequest): Buffer {
  const call = [request.method, request.originalUrl, sorted(request.body)];
  return createHash('sha256').update(JSON.stringify(call)).digest();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, inner]) => [name, sorted(inner)]);
}
