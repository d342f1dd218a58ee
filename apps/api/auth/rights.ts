import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Manager } from '#libs/database';
import type { Right } from '#libs/domain';
import { ApiError } from '../http/api-error.ts';
import type { ApiRequest } from '../http/request.ts';
import type { Caller } from './caller.ts';

export const NEEDS = 'canh:needs';

/** What a route asks of its caller. `signed_in`: only that he is somebody; it touches nothing but himself. */
export type Need = Right | 'signed_in' | 'public';

/** Every handler declares one; a route without it is an error of ours (see route-rights.spec). */
export const Needs = (need: Need): ReturnType<typeof SetMetadata> => SetMetadata(NEEDS, need);

/** Who acts, and the units below which he has the right this route needs: hand it to the store. */
export const Held = createParamDecorator((_: unknown, context: ExecutionContext): Manager => {
  const { access } = context.switchToHttp().getRequest<ApiRequest>();
  if (!access) throw new Error('a route that reads rows must name a right');
  return access;
});

export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<ApiRequest>();
  if (!caller) throw new ApiError('unauthenticated');
  return caller;
});
