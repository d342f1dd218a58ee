import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { unitsWithRight } from '#libs/domain';
import { ApiError } from '../http/api-error.ts';
import type { ApiRequest } from '../http/request.ts';
import { Authenticator } from './authenticator.ts';
import type { Caller } from './caller.ts';
import { type Need, NEEDS } from './rights.ts';

const BEARER = /^Bearer ([\x21-\x7e]{1,1000})$/i;

/** Who is it, and where may he do this? Closed unless a route says otherwise. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Sockets are admitted at their own door, before any of their messages is heard (LiveGateway).
    if (context.getType() !== 'http') return true;
    const need = this.reflector.getAllAndOverride<Need | undefined>(NEEDS, [context.getHandler(), context.getClass()]);
    if (need === undefined)
      throw new Error(`${context.getClass().name}.${context.getHandler().name} declares no right`);
    if (need === 'public') return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const caller = await this.#caller(request);
    request.caller = caller;
    if (need === 'signed_in') return true;
    const scope = unitsWithRight(caller.grants, need);
    if (scope.length === 0) throw new ApiError('forbidden');
    request.access = { actor: { kind: caller.kind, id: caller.id }, scope, grants: caller.grants };
    return true;
  }

  #caller(request: ApiRequest): Promise<Caller> {
    const key = request.headers['x-api-key'];
    if (typeof key === 'string') return this.authenticator.byKey(key, request.ip ?? '');
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new ApiError('unauthenticated');
    return this.authenticator.byToken(token);
  }
}
