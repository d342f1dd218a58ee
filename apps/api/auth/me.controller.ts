import { Body, Controller, Get, HttpCode, Inject, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Me, MeChanges, PasswordChange } from '#libs/contracts';
import { UserStore } from '#libs/database';
import type { UserId } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { ApiError, refuseField } from '../http/api-error.ts';
import type { Caller } from './caller.ts';
import { meOf } from './me-view.ts';
import { Passwords } from './passwords.ts';
import { Needs, SignedIn } from './rights.ts';

/** Whoever is calling, about himself. */
@ApiTags('sessions')
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly users: UserStore,
    private readonly passwords: Passwords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who is calling, and what he may do where. */
  @Needs('signed_in')
  @Get()
  me(@SignedIn() caller: Caller): Me {
    return meOf(caller);
  }

  /** Changes the own name or language. */
  @Needs('signed_in')
  @Patch()
  async change(@SignedIn() caller: Caller, @Body() body: MeChanges): Promise<Me> {
    await this.users.updateSelf(personOf(caller), body, this.clock.now());
    return meOf({ ...caller, name: body.name ?? caller.name, language: body.language ?? caller.language });
  }

  /** Changes the own password. */
  @Needs('signed_in')
  @HttpCode(204)
  @Post('password')
  async password(@SignedIn() caller: Caller, @Body() body: PasswordChange): Promise<void> {
    const id = personOf(caller);
    const known = await this.passwords.verify(await this.users.passwordHashOf(id), body.currentPassword);
    if (!known) throw refuseField('currentPassword', 'wrong_password');
    const passwordHash = await this.passwords.hash(body.newPassword);
    await this.users.updateSelf(id, { passwordHash }, this.clock.now());
  }
}

/** A key is no person: nothing of it can be changed here. */
function personOf(caller: Caller): UserId {
  if (caller.kind !== 'user') throw new ApiError('forbidden');
  return caller.id as UserId;
}
