import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AvailabilityDaysQuery,
  AvailabilityQuery,
  type DeviceAvailabilityAnswer,
  type DeviceAvailabilityDays,
  type TelemetryAnswer,
  TelemetryQuery,
  type UnitAvailabilityAnswer,
} from '#libs/contracts';
import { AvailabilityStore, type Manager, TelemetryHistory } from '#libs/database';
import { type Clock, CLOCK, CONFIG, type Config } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { availabilityPeriod, telemetryRequest } from './history-query.ts';
import {
  deviceAvailability,
  figures,
  hourItem,
  readingItem,
  telemetryAnswer,
  unitAvailability,
} from './history-view.ts';

/** What the device's page shows when nothing else is asked. */
const DAYS_OF_A_BAR = 90;
const DEVICE_ID = new IdOf('device_not_found');

/** What devices measured and how they fared. */
@ApiTags('history')
@Controller('api/v1')
export class HistoryController {
  constructor(
    private readonly telemetry: TelemetryHistory,
    private readonly availability: AvailabilityStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What a device measured: every reading, or hours of it. */
  @Needs('registry.read')
  @Get('devices/:id/telemetry')
  async readings(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Query() query: TelemetryQuery,
  ): Promise<TelemetryAnswer> {
    const request = telemetryRequest(query, this.clock.now(), this.config.retention.rawDays);
    return request.resolution === 'raw'
      ? telemetryAnswer(id, request, await this.telemetry.readings(scope, id, request), readingItem)
      : telemetryAnswer(id, request, await this.telemetry.hours(scope, id, request), hourItem);
  }

  /** How long a device was up and down, and whose fault it was, to the millisecond. */
  @Needs('registry.read')
  @Get('devices/:id/availability')
  async device(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Query() query: AvailabilityQuery,
  ): Promise<DeviceAvailabilityAnswer> {
    const period = availabilityPeriod(query, this.clock.now());
    return deviceAvailability(id, await this.availability.ofDevice(scope, id, period), period);
  }

  /** The same for each of the last local days of the place where it stands. */
  @Needs('registry.read')
  @Get('devices/:id/availability/days')
  async days(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Query() { days }: AvailabilityDaysQuery,
  ): Promise<DeviceAvailabilityDays> {
    const found = await this.availability.daysOfDevice(scope, id, days ?? DAYS_OF_A_BAR, this.clock.now());
    const items = found.days.map(({ day, period, ...sums }) => ({ day, ...figures(sums, period) }));
    return { deviceId: id, timeZone: found.timeZone, items };
  }

  /** The same, summed over the devices of a unit and of all units below it. */
  @Needs('registry.read')
  @Get('units/:id/availability')
  async unit(
    @Held() { scope }: Manager,
    @Param('id', new IdOf('unit_not_found')) id: string,
    @Query() query: AvailabilityQuery,
  ): Promise<UnitAvailabilityAnswer> {
    const period = availabilityPeriod(query, this.clock.now());
    return unitAvailability(id, await this.availability.ofUnit(scope, id, period), period);
  }
}
