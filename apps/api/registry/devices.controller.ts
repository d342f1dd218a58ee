import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  DeviceChanges,
  type DeviceDetail,
  type DeviceHealth,
  type HardwareAtDevice,
  DeviceSummary,
  DevicesQuery,
  type MqttCredentials,
  NewDevice,
  NewHardware,
  type Page,
  type RegisteredDevice,
} from '#libs/contracts';
import {
  DeviceHardwareStore,
  DeviceLife,
  DeviceListStore,
  DeviceStore,
  LadderStore,
  type Manager,
} from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { boxOf, pageOf, pageRequest } from '../http/page.ts';
import { DeviceEditing } from './device-edit.ts';
import { deviceDetail, deviceHealth, deviceSummary, hardwareAtDevice } from './device-view.ts';
import { DeviceRegistration } from './new-device.ts';

const DEVICE_ID = new IdOf('device_not_found');

/** Cameras, lights, hotspots and edge agents. */
@ApiTags('devices')
@Controller('api/v1/devices')
export class DevicesController {
  constructor(
    private readonly devices: DeviceStore,
    private readonly lists: DeviceListStore,
    private readonly life: DeviceLife,
    private readonly things: DeviceHardwareStore,
    private readonly ladder: LadderStore,
    private readonly registration: DeviceRegistration,
    private readonly editing: DeviceEditing,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Devices, by any filter; a search needs no diacritics. */
  @Needs('registry.read')
  @ListOf(DeviceSummary)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: DevicesQuery): Promise<Page<DeviceSummary>> {
    const filter = { ...query, ...pageRequest(query), bbox: boxOf(query.bbox) };
    return pageOf(await this.lists.list(scope, filter, this.clock.now()), deviceSummary);
  }

  /** Registers a device; the MQTT password is shown here only. */
  @Needs('registry.write')
  @Post()
  async register(@Held() access: Manager, @Body() body: NewDevice): Promise<RegisteredDevice> {
    return this.registration.register(access, body);
  }

  /** One device with all that is known of it. */
  @Needs('registry.read')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', DEVICE_ID) id: string): Promise<DeviceDetail> {
    return deviceDetail(await this.devices.get(scope, id, this.clock.now()));
  }

  /** Changes what is given and leaves the rest. */
  @Needs('registry.write')
  @Patch(':id')
  async update(
    @Held() access: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Body() body: DeviceChanges,
    @IfMatch() version: number | null,
  ): Promise<DeviceDetail> {
    return deviceDetail(await this.editing.update(access, id, body, version));
  }

  /** Only for a mistake: a device with a history is decommissioned instead. */
  @Needs('registry.write')
  @HttpCode(204)
  @Delete(':id')
  async remove(
    @Held() access: Manager,
    @Param('id', DEVICE_ID) id: string,
    @IfMatch() version: number | null,
  ): Promise<void> {
    await this.life.remove(access, id, version, this.clock.now());
  }

  /** How it is, since when, and why we say so. */
  @Needs('registry.read')
  @Get(':id/health')
  async health(@Held() { scope }: Manager, @Param('id', DEVICE_ID) id: string): Promise<DeviceHealth> {
    const now = this.clock.now();
    const device = await this.devices.get(scope, id, now);
    const readings = device.kind === 'camera' ? await this.ladder.readings([device.deviceNo]) : [];
    return deviceHealth(device, readings, now);
  }

  /** A new MQTT password; the old one stops working at once. */
  @Needs('registry.write')
  @Post(':id/secret')
  async secret(@Held() access: Manager, @Param('id', DEVICE_ID) id: string): Promise<MqttCredentials> {
    return this.editing.newSecret(access, id);
  }

  /** Nothing opens the door until there is a new password: for a device that was stolen. */
  @Needs('registry.write')
  @HttpCode(204)
  @Delete(':id/secret')
  async revokeSecret(@Held() access: Manager, @Param('id', DEVICE_ID) id: string): Promise<void> {
    await this.life.changeSecret(access, id, null, this.clock.now());
  }

  /** Another thing takes the place of the one that hangs there: device, place, history, label, gifts and group stay. */
  @Needs('registry.write')
  @Post(':id/hardware')
  async replaceHardware(
    @Held() access: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Body() body: NewHardware,
  ): Promise<RegisteredDevice> {
    return this.editing.replaceHardware(access, id, body);
  }

  /** Every thing that hung there, newest first. */
  @Needs('registry.read')
  @Get(':id/hardware')
  async hardware(@Held() { scope }: Manager, @Param('id', DEVICE_ID) id: string): Promise<HardwareAtDevice[]> {
    return (await this.things.list(scope, id)).map(hardwareAtDevice);
  }

  /** Out of service for good; the history stays. */
  @Needs('registry.write')
  @HttpCode(200)
  @Post(':id/decommission')
  async decommission(@Held() access: Manager, @Param('id', DEVICE_ID) id: string): Promise<DeviceDetail> {
    return deviceDetail(await this.life.decommission(access, id, this.clock.now()));
  }
}
