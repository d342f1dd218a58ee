import type { DeviceKind, Health, PowerSource } from '#libs/domain';
import { DEVICE_KINDS, HEALTHS, POWER_SOURCES } from '#libs/domain';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsInt,
  IsLatitude,
  IsLongitude,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { SearchQuery } from './page.dto.ts';
import { BBOX, CODE } from './site.dto.ts';
import { Line } from './text.ts';

/** Six pairs of hexadecimal digits, with or without separators; stored as `aa:bb:cc:dd:ee:ff`. */
const MAC = /^[0-9A-Fa-f]{2}([:\-.]?[0-9A-Fa-f]{2}){5}$/;

/** The password is sealed on arrival and never returned. */
class OnvifLogin {
  @IsOptional()
  @Line(100)
  username?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string | null;
}

/** How a camera is reached. */
export class OnvifEndpoint extends OnvifLogin {
  /** `http://192.168.1.20/onvif/device_service` (the path may be left out). */
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(500)
  url: string;
}

/** What can be given when registering and changed later. */
export class DeviceFields {
  /** Who answers for it and is told; the unit of the site unless given. */
  @IsOptional()
  @IsUUID()
  responsibleUnitId?: string;

  @IsOptional()
  @Line(100)
  serial?: string | null;

  @IsOptional()
  @Matches(MAC)
  mac?: string | null;

  @IsOptional()
  @Line(100)
  manufacturer?: string | null;

  @IsOptional()
  @Line(100)
  model?: string | null;

  /** The device through which this one reaches the network. */
  @IsOptional()
  @IsUUID()
  uplinkDeviceId?: string | null;

  @IsOptional()
  @IsIn(POWER_SOURCES)
  powerSource?: PowerSource;

  /** Seconds between reports (MQTT) or polls (cameras). */
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(86_400)
  intervalSeconds?: number;

  /** Seconds of silence that make an outage; three intervals, at least 15, unless given. */
  @IsOptional()
  @IsInt()
  @Min(15)
  @Max(604_800)
  offlineAfterSeconds?: number;

  @IsOptional()
  @Line(300)
  funding?: string | null;

  /** Who paid: a unit, household, business or programme, in words. */
  @IsOptional()
  @Line(300)
  payer?: string | null;
}

export class NewDevice extends DeviceFields {
  @IsIn(DEVICE_KINDS)
  kind: DeviceKind;

  @Line()
  name: string;

  /** An existing place. Without it `unitId`, `latitude` and `longitude` make a new one. */
  @IsOptional()
  @IsUUID()
  siteId?: string;

  @ValidateIf((device: NewDevice) => device.siteId === undefined || device.siteId === null)
  @IsUUID()
  unitId?: string;

  @ValidateIf((device: NewDevice) => device.siteId === undefined || device.siteId === null)
  @IsNumber()
  @IsLatitude()
  latitude?: number;

  @ValidateIf((device: NewDevice) => device.siteId === undefined || device.siteId === null)
  @IsNumber()
  @IsLongitude()
  longitude?: number;

  @IsOptional()
  @Line(300)
  landmark?: string;

  /** Made up when left out. */
  @IsOptional()
  @Matches(CODE)
  code?: string;

  /** Cameras only, and every camera needs it. */
  @ValidateIf((device: NewDevice) => device.kind === 'camera' || (device.onvif !== undefined && device.onvif !== null))
  @IsDefined()
  @ValidateNested()
  @Type(() => OnvifEndpoint)
  onvif?: OnvifEndpoint;
}

export class OnvifChanges extends OnvifLogin {
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(500)
  url?: string;
}

export class DeviceChanges extends DeviceFields {
  @IsOptional()
  @Line()
  name?: string;

  /** Moves it to another place. */
  @IsOptional()
  @IsUUID()
  siteId?: string;

  /** Left-out parts stay; a new password lifts the ban after a rejected one. */
  @IsOptional()
  @ValidateNested()
  @Type(() => OnvifChanges)
  onvif?: OnvifChanges;

  /** Planned work until then (ISO 8601): nothing is reported. Null ends it. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/)
  maintenanceUntil?: string | null;
}

export const TROUBLES = ['new'] as const;
export const DEVICE_ORDERS = ['name', 'urgency'] as const;

export class DevicesQuery extends SearchQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsUUID()
  siteId?: string;

  @IsOptional()
  @IsIn(DEVICE_KINDS)
  kind?: DeviceKind;

  /** Decommissioned devices are listed only when asked for. */
  @IsOptional()
  @IsIn(HEALTHS)
  health?: Health;

  /** A fault code, or `any`. */
  @IsOptional()
  @Line(60)
  fault?: string;

  /** `new`: only devices whose trouble (silence, fault) began within the last 24 hours. */
  @IsOptional()
  @IsIn(TROUBLES)
  trouble?: (typeof TROUBLES)[number];

  /** `west,south,east,north` in degrees. */
  @IsOptional()
  @Matches(BBOX)
  bbox?: string;

  /** `urgency`: worst first. */
  @IsOptional()
  @IsIn(DEVICE_ORDERS)
  sort?: (typeof DEVICE_ORDERS)[number];
}
