import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandsQuery, DeviceCommand, NewCommand, type Page } from '#libs/contracts';
import { type CommandRow, CommandStore, type Manager } from '#libs/database';
import { COMMAND_LIFETIME, type CommandArguments, readArguments, SECOND } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { FieldsRefused } from '../http/api-error.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, isoOrNull, pageOf, pageRequest } from '../http/page.ts';

const DEVICE_ID = new IdOf('device_not_found');
const COMMAND_ID = new IdOf('command_not_found');

const commandView = (row: CommandRow): DeviceCommand => ({
  ...row,
  createdAt: iso(row.createdAt),
  expiresAt: iso(row.expiresAt),
  sentAt: isoOrNull(row.sentAt),
  closedAt: isoOrNull(row.closedAt),
});

/** What a device is told to do, and what it answered. A setting may hold a password: who may not send may not read. */
@ApiTags('devices')
@Controller('api/v1/devices/:id/commands')
export class CommandsController {
  constructor(
    private readonly commands: CommandStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Waits until the device is connected, at most until it expires. */
  @Needs('device.command')
  @Post()
  async send(
    @Held() access: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Body() body: NewCommand,
  ): Promise<DeviceCommand> {
    const now = this.clock.now();
    const lifetime = body.expiresInSeconds === undefined ? COMMAND_LIFETIME.standard : body.expiresInSeconds * SECOND;
    const command = { name: body.name, arguments: argumentsOf(body), expiresAt: now + lifetime };
    return commandView(await this.commands.send(access, id, command, now));
  }

  /** What a device was told to do, newest first. */
  @Needs('device.command')
  @ListOf(DeviceCommand)
  @Get()
  async list(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Query() query: CommandsQuery,
  ): Promise<Page<DeviceCommand>> {
    const filter = { ...pageRequest(query), state: query.state };
    return pageOf(await this.commands.list(scope, id, filter, this.clock.now()), commandView);
  }

  /** One command. */
  @Needs('device.command')
  @Get(':commandId')
  async get(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Param('commandId', COMMAND_ID) commandId: string,
  ): Promise<DeviceCommand> {
    return commandView(await this.commands.get(scope, id, commandId, this.clock.now()));
  }

  /** What was handed over already may have been done; it is not handed over again. */
  @Needs('device.command')
  @HttpCode(200)
  @Post(':commandId/cancel')
  async cancel(
    @Held() access: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Param('commandId', COMMAND_ID) commandId: string,
  ): Promise<DeviceCommand> {
    return commandView(await this.commands.cancel(access, id, commandId, this.clock.now()));
  }
}

function argumentsOf(body: NewCommand): CommandArguments {
  const read = readArguments(body.name, body.arguments);
  if (read.ok) return read.value;
  const { path, code, values } = read.problem;
  throw new FieldsRefused([{ path: path === '' ? 'arguments' : `arguments.${path}`, code, ...(values && { values }) }]);
}
