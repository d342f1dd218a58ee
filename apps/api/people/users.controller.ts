import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type CreatedUser, NewGrant, NewUser, type Page, UserChanges, UsersQuery, UserView } from '#libs/contracts';
import { GrantStore, type Manager, type UserRow, UserStore } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Passwords } from '../auth/passwords.ts';
import { typeablePassword } from '../auth/random-text.ts';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, pageOf, pageRequest } from '../http/page.ts';
import { tidyPhone } from './phone.ts';

const USER_ID = new IdOf('user_not_found');

const userView = (row: UserRow): UserView => ({ ...row, grants: [...row.grants], createdAt: iso(row.createdAt) });

/** People and what they may do where. */
@ApiTags('people')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly users: UserStore,
    private readonly grants: GrantStore,
    private readonly passwords: Passwords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** People of the caller's territory. */
  @Needs('people.write')
  @ListOf(UserView)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: UsersQuery): Promise<Page<UserView>> {
    return pageOf(await this.users.list(scope, { ...query, ...pageRequest(query) }), userView);
  }

  /** Without a password one is made up and shown here only. */
  @Needs('people.write')
  @Post()
  async create(@Held() access: Manager, @Body() body: NewUser): Promise<CreatedUser> {
    const password = body.password ?? typeablePassword();
    const person = {
      email: body.email,
      name: body.name,
      phone: tidyPhone(body.phone) ?? null,
      language: body.language ?? 'vi',
      unitId: body.unitId ?? null,
      passwordHash: await this.passwords.hash(password),
    };
    const view = userView(await this.users.create(access, person, this.clock.now()));
    return body.password === undefined ? { ...view, password } : view;
  }

  /** One person. */
  @Needs('people.write')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', USER_ID) id: string): Promise<UserView> {
    return userView(await this.users.get(scope, id));
  }

  /** Changes, disables or gives a new password to a person. */
  @Needs('people.write')
  @Patch(':id')
  async update(
    @Held() access: Manager,
    @Param('id', USER_ID) id: string,
    @Body() { password, phone, ...body }: UserChanges,
    @IfMatch() version: number | null,
  ): Promise<UserView> {
    const passwordHash = password === undefined ? undefined : await this.passwords.hash(password);
    const changes = { ...body, phone: tidyPhone(phone), passwordHash };
    return userView(await this.users.update(access, id, changes, version, this.clock.now()));
  }

  /** Gives a role at a unit and everything below it. */
  @Needs('people.write')
  @Post(':id/grants')
  async grant(@Held() access: Manager, @Param('id', USER_ID) id: string, @Body() body: NewGrant): Promise<UserView> {
    return userView(await this.grants.add(access, id, body, this.clock.now()));
  }

  /** Takes a role away. */
  @Needs('people.write')
  @HttpCode(204)
  @Delete(':id/grants/:grantId')
  async endGrant(
    @Held() access: Manager,
    @Param('id', USER_ID) id: string,
    @Param('grantId', new IdOf('grant_not_found')) grantId: string,
  ): Promise<void> {
    await this.grants.end(access, id, grantId, this.clock.now());
  }
}
